import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { describe, expect, inject, test } from "vitest";

const consumer = inject("consumer");

const good = `
import { type AddedPorts, CpanelPortsError, type CpanelPortsErrorCode, diffReleases, getPort, isCpanelPortsError, listPorts, type PortIn, type RemovedPorts, resolveRelease } from "cpanel-ports";
import { portEntrySchema } from "cpanel-ports/schema";

const literal: 2091 = getPort(118, 2091).port;
const absent: undefined = getPort(126, 2091);
const ports: readonly number[] = listPorts(126, { service: ["imap", "any alias"], protection: "implicit" }).map((each) => each.port);
const removed: RemovedPorts<118, 126> = 2195;
const added: AddedPorts<118, 126>[] = [];
const of126: PortIn<126> = 2083;
const release: 126 = resolveRelease("latest");
const note: string | undefined = portEntrySchema.parse({}).annotations[0]?.text;
const entry = getPort(Number("126"), Number("22"));
if (entry) { const protection: "implicit" | "starttls" | "ssh" | "none" | "undocumented" = entry.protection; console.log(protection); }
try { diffReleases(118, 126); } catch (error) {
  if (error instanceof CpanelPortsError) { const code: CpanelPortsErrorCode = error.code; console.log(code); }
  if (isCpanelPortsError(error)) {
    switch (error.code) {
      case "invalid-option": { const field: string = error.field; const suggestion: string | undefined = error.suggestion; console.log(field, suggestion); break; }
      case "contradictory-options": { const options: readonly [string, string] = error.options; console.log(options); break; }
      default: console.log(error.cause.code, error.input);
    }
  }
}
export { literal, absent, ports, removed, added, of126, release, note };
`;

const absent = 'import { getPort } from "cpanel-ports";\ngetPort(126, 2195).port;\n';
const unknown =
  'import type { RemovedPorts } from "cpanel-ports";\nexport const port: RemovedPorts<118, 127> = 2195;\n';

const settings = [
  ["ES modules", "mts", { module: ts.ModuleKind.NodeNext }],
  ["CommonJS", "cts", { module: ts.ModuleKind.NodeNext }],
  [
    "a bundler",
    "ts",
    { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  ],
] as const;

describe.for(settings)("a strict consumer in TypeScript: %s", ([, extension, options]) => {
  const messages = compile(
    {
      [`good.${extension}`]: good,
      [`absent.${extension}`]: absent,
      [`unknown.${extension}`]: unknown,
    },
    options,
  );

  test("compiles", () => {
    expect(messages.get(`good.${extension}`)).toEqual([]);
    expect([...messages.keys()]).toHaveLength(3);
  });

  test("cannot read a port that the release does not document, and is told so plainly", () => {
    expect(messages.get(`absent.${extension}`)).toEqual(["Object is possibly 'undefined'."]);
  });

  test("is told which releases there are, on one line", () => {
    expect(messages.get(`unknown.${extension}`)).toEqual([
      "Type '127' does not satisfy the constraint 'ReleaseNumber'.",
    ]);
  });
});

test("what an editor shows of a type is short", () => {
  const file = join(consumer, "hover.mts");
  writeFileSync(
    file,
    `import { diffReleases, getPort, listPorts, getPortHistory, resolveRelease } from "cpanel-ports";
export const entry = getPort(118, 2091);
export const absent = getPort(126, 2091);
export const maybe = getPort(Number("126"), 2091);
export const any = getPort(Number("126"), Number("22"));
export const history = getPortHistory(2079);
export const release = resolveRelease("11.126.0.5");
export const diff = diffReleases(118, 126);
export const removed = diffReleases(118, 126).removed;
export const all = listPorts(126);
`,
  );
  const program = ts.createProgram([file], {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    types: [],
  });
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile);
  const shown = Object.fromEntries(
    (symbol ? checker.getExportsOfModule(symbol) : []).map((each) => [
      each.name,
      checker.typeToString(checker.getTypeOfSymbol(each)),
    ]),
  );
  expect(shown).toEqual({
    entry: "PortEntry<2091>",
    absent: "undefined",
    maybe: "PortEntry<2091> | undefined",
    any: "PortEntry<keyof Ports> | undefined",
    history: "readonly PortSpan<2079>[]",
    release: "ReleaseNumber",
    diff: "ReleaseDiff<118, 126>",
    removed: "readonly PortEntry<2091 | 2195>[]",
    // The ports of a release, which the compiler shortens.
    all: expect.stringMatching(
      /^readonly PortEntry<[\d |]+ \| \.\.\. \d+ more \.\.\. \| \d+>\[\]$/,
    ),
  });
});

/** The messages of the compiler by the name of the file; those of no such file under its own. */
function compile(
  files: Readonly<Record<string, string>>,
  options: ts.CompilerOptions,
): Map<string, string[]> {
  for (const [name, code] of Object.entries(files)) {
    writeFileSync(join(consumer, name), code);
  }
  const program = ts.createProgram(
    Object.keys(files).map((name) => join(consumer, name)),
    {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      types: ["node"],
      typeRoots: [join(consumer, "node_modules/@types")],
      ...options,
    },
  );
  const messages = new Map<string, string[]>(Object.keys(files).map((name) => [name, []]));
  for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = basename(file?.fileName ?? "no file");
    const text = ts.flattenDiagnosticMessageText(messageText, "\n");
    messages.set(name, [...(messages.get(name) ?? []), text]);
  }
  return messages;
}
