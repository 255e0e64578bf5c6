import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, inject, test } from "vitest";
import { compile } from "./compile.ts";

const consumer = inject("consumer");

const good = `
import { type AddedPorts, CpanelPortsError, type CpanelPortsErrorCode, diffReleases, getPort, isCpanelPortsError, listPorts, type PortIn, type RemovedPorts, resolveRelease } from "cpanel-ports";
import { portEntrySchema } from "cpanel-ports/schema";

const literal: 2091 = getPort(118, 2091).port;
const absent: undefined = getPort(126, 2091);
const ports: readonly number[] = listPorts(126, { service: ["imap", "EXIM"], protection: "implicit" }).map((each) => each.port);
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

const literals = `
import { createPolicy, diffReleases, listPorts, listServices } from "cpanel-ports";
listPorts(125);
listServices(125);
diffReleases(118, 127);
listPorts(126, { service: "imapp" });
listPorts(126, { service: ["imap", "imapp"] });
createPolicy(126, { services: ["imapp"] });
createPolicy(126, { omit: ["imapp"] });
createPolicy(126, { outbound: "documented" });
createPolicy(126, { conditions: "any" });
`;

const plain = `
import { createPolicy, type Dataset, diffReleases, getPort, listPorts, listServices, type PortFilter, releases, resolveVersion } from "cpanel-ports";
import { renderHtml, toTable } from "cpanel-ports/render";
const release: number = Number("126");
const service: string = "IMAP";
const services: readonly string[] = [service];
const filter: PortFilter = { service, port: release };
listPorts(release, filter); listPorts(126, { service: ["imap", service] }); listPorts(126, { service: services });
listPorts(126, { service: "Apache SpamAssassin" }); listPorts(126, { service: ["IMAP", "cpsrvd", "mail"] });
for (const each of releases) {
  listPorts(each.release); getPort(each.release, 22); listServices(each.release); createPolicy(each.release, { services });
  for (const other of releases) diffReleases(each.release, other.release, filter);
}
createPolicy(resolveVersion("138"), { services: "ssh", omit: [26, "mysql", service] });
createPolicy(126, { services: ["ssh", 26, "443"], omit: ["dhcp", "network-time"], outbound: "needed", conditions: "all" });
createPolicy(126, { services: release, omit: "dns-queries", conditions: { "remote-mysql": true }, allowFrom: { "8000-8010": "192.0.2.1" } });
renderHtml(listPorts(126), { columns: ["port", { title: "Twin", value: (entry) => entry.twin ?? "none" }] });
const rows: readonly (readonly string[])[] = toTable(listPorts(126)).rows;
export { rows, type Dataset };
`;

const json = {
  mts: 'import data from "cpanel-ports/data/dataset.json" with { type: "json" };\n',
  cts: 'import data = require("cpanel-ports/data/dataset.json");\n',
  ts: 'import data from "cpanel-ports/data/dataset.json";\n',
};
const usesJson = `import type { Dataset } from "cpanel-ports";
const dataset: Dataset = data;
const kinds: ("table" | "note")[] = dataset.ports.flatMap(({ entry }) => entry.basis.scope.flatMap(({ kind }) => (kind === "table" || kind === "note" ? [kind] : [])));
export { dataset, kinds };
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
      [`literals.${extension}`]: literals,
      [`plain.${extension}`]: plain,
      [`json.${extension}`]: json[extension] + usesJson,
    },
    options,
  );

  test("compiles", () => {
    expect(messages.get(`good.${extension}`)).toEqual([]);
    expect(messages.get(`plain.${extension}`)).toEqual([]);
    expect([...messages.keys()]).toHaveLength(6);
  });

  test("takes the JSON that ships for a Dataset", () => {
    expect(messages.get(`json.${extension}`)).toEqual([]);
  });

  test("cannot name a release or a service that does not exist, and is told which", () => {
    const noRelease = (release: number) =>
      `Argument of type '${release}' is not assignable to parameter of type 'ReleaseNumber'.`;
    const noService = expect.stringMatching(
      /^Type '"imapp"' is not assignable to type '.*ServiceId/,
    );
    expect(messages.get(`literals.${extension}`)).toEqual([
      noRelease(125),
      expect.stringContaining("'125'"),
      noRelease(127),
      noService,
      noService,
      noService,
      noService,
      `Type '"documented"' is not assignable to type '"any" | "needed" | undefined'.`,
      expect.stringMatching(/^Type '"any"' is not assignable to type '"all" \| /),
    ]);
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
    any: "PortEntry<PortNumber> | undefined",
    history: "readonly PortSpan<2079>[]",
    release: "ReleaseNumber",
    diff: "ReleaseDiff<118, 126>",
    removed: "readonly PortEntry<2091 | 2195>[]",
    all: "readonly PortEntry<PortIn126>[]",
  });
});

test("quick info names types instead of spelling out their members", () => {
  const name = join(consumer, "quick-info.mts");
  const text = `import { diffReleases, getPort, listPorts, type PortEntry, releases } from "cpanel-ports";
listPorts(126, { service: "imap" });
getPort(Number("126"), Number("22"));
diffReleases(118, 126);
export type Entry = PortEntry;
for (const { release } of releases) console.log(release);
`;
  writeFileSync(name, text);
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ strict: true, module: ts.ModuleKind.NodeNext, types: [] }),
    getScriptFileNames: () => [name],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) =>
      ts.sys.fileExists(path)
        ? ts.ScriptSnapshot.fromString(ts.sys.readFile(path) ?? "")
        : undefined,
    getCurrentDirectory: () => consumer,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  const infoOf = (word: string) =>
    ts.displayPartsToString(
      service.getQuickInfoAtPosition(name, text.lastIndexOf(word) + 1)?.displayParts,
    );
  for (const word of [
    "listPorts(",
    "getPort(",
    "diffReleases(",
    "Entry",
    "PortEntry;",
    "release)",
  ]) {
    expect(infoOf(word), word).toMatch(/\w/);
    expect(infoOf(word).length, infoOf(word)).toBeLessThan(300);
    expect(infoOf(word), word).not.toMatch(/\d \| \d+ \| \d+ \|/);
  }
  expect(infoOf("listPorts(")).toContain("readonly PortEntry<PortIn126>[]");
});
