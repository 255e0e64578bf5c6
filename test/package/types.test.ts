import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, inject, test } from "vitest";

const consumer = inject("consumer");

const good = `
import { type AddedPorts, CpanelPortsError, diffReleases, getPort, listPorts, type PortIn, type RemovedPorts, resolveRelease } from "cpanel-ports";
import { portEntrySchema } from "cpanel-ports/schema";

const literal: 2091 = getPort(118, 2091).port;
const absent: undefined = getPort(126, 2091);
const ports: readonly number[] = listPorts(126, { service: ["imap", "any alias"], tls: true }).map((each) => each.port);
const removed: RemovedPorts<118, 126> = 2195;
const added: AddedPorts<118, 126>[] = [];
const of126: PortIn<126> = 2083;
const release: 126 = resolveRelease("latest");
const note: string | undefined = portEntrySchema.parse({}).annotations[0]?.text;
const entry = getPort(Number("126"), Number("22"));
if (entry) { const tls: boolean | "starttls" | "undocumented" = entry.tls; console.log(tls); }
try { diffReleases(118, 126); } catch (error) { if (error instanceof CpanelPortsError) console.log(error.code); }
export { literal, absent, ports, removed, added, of126, release, note };
`;

const settings = [
  ["ES modules", "strict.mts", { module: ts.ModuleKind.NodeNext }],
  ["CommonJS", "strict.cts", { module: ts.ModuleKind.NodeNext }],
  [
    "a bundler",
    "strict.ts",
    { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  ],
] as const;

describe.for(settings)("a strict consumer in TypeScript: %s", ([, file, options]) => {
  test("compiles", () => {
    expect(compile(file, good, options)).toEqual([]);
  });

  test("cannot read a port that the release does not document, and is told so plainly", () => {
    const code = 'import { getPort } from "cpanel-ports";\ngetPort(126, 2195).port;\n';
    expect(compile(file, code, options)).toEqual(["Object is possibly 'undefined'."]);
  });

  test("is told which releases there are, on one line", () => {
    const code =
      'import type { RemovedPorts } from "cpanel-ports";\nexport const port: RemovedPorts<118, 127> = 2195;\n';
    const [message, ...rest] = compile(file, code, options);
    expect(message).toBe("Type '127' does not satisfy the constraint 'ReleaseNumber'.");
    expect(rest).toEqual([]);
  });
});

function compile(file: string, code: string, options: ts.CompilerOptions): string[] {
  const path = join(consumer, file);
  writeFileSync(path, code);
  const program = ts.createProgram([path], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
    typeRoots: [join(consumer, "node_modules/@types")],
    ...options,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map((each) => ts.flattenDiagnosticMessageText(each.messageText, "\n"));
}
