import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, inject, test } from "vitest";
import { compile } from "./compile.ts";

const consumer = inject("consumer");

const literals = `
import { createPolicy, diffReleases, listPorts, listServices, planUpgrade } from "cpanel-ports";
listPorts(125);
listServices(125);
diffReleases(118, 127);
listPorts(126, { service: "imapp" });
listPorts(126, { service: ["imap", "imapp"] });
createPolicy(126, { services: ["imapp"] });
createPolicy(126, { omit: ["imapp"] });
createPolicy(126, { outbound: "documented" });
createPolicy(126, { conditions: "any" });
createPolicy(126, { conditions: { remote_mysql: true } });
createPolicy(126, { omit: "echo" });
planUpgrade(118, 126, { services: ["imapp"] });
planUpgrade(118, 126, undefined, { services: ["imapp"] });
`;

const accepted = `
import { createPolicy, planUpgrade, type PolicyOptions } from "cpanel-ports";
declare const word: string;
declare const ports: Record<string, number>;
declare const sources: Record<string, string[]>;
declare const conditions: Record<string, boolean>;
createPolicy(126, { services: ["SSH", 22, "Exim", word], omit: ["updates", "imap", 26] });
createPolicy(126, { services: word, replace: { SSH: 2222, 26: [2525, 2526], exim: 25, [word]: 1 } });
createPolicy(126, { replace: ports, allowFrom: sources, conditions });
createPolicy(126, { allowFrom: { "8000-8010": "192.0.2.1", 8443: ["192.0.2.1"], WHM: "192.0.2.1" } });
const unknown: PolicyOptions = JSON.parse("{}");
const typed: PolicyOptions = { services: [word], omit: word, conditions: { http3: undefined } };
planUpgrade(118, 126, unknown);
planUpgrade(118, 126, createPolicy(118));
planUpgrade(118, 126, undefined, { ...typed, close: Boolean(word), keep: "198.51.100.7:22" });
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
      [`absent.${extension}`]: absent,
      [`unknown.${extension}`]: unknown,
      [`literals.${extension}`]: literals,
      [`accepted.${extension}`]: accepted,
    },
    options,
  );

  test("gets an error that names the type for an unknown release or service", () => {
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
      expect.stringMatching(
        /'remote_mysql' does not exist .*Did you mean to write 'remote-mysql'\?$/,
      ),
      expect.stringMatching(/^Type '"echo"' is not assignable to type '.*OmissibleNeedId/),
      noService,
      noService,
    ]);
  });

  test("compiles words in any case, ports, ranges and records of unknown keys as options", () => {
    expect(messages.get(`accepted.${extension}`)).toEqual([]);
  });

  test("gets a short error for a port that the release does not document", () => {
    expect(messages.get(`absent.${extension}`)).toEqual(["Object is possibly 'undefined'."]);
  });

  test("gets a one-line error for an unknown release in a type", () => {
    expect(messages.get(`unknown.${extension}`)).toEqual([
      "Type '127' does not satisfy the constraint 'ReleaseNumber'.",
    ]);
  });
});

test("types are short when an editor shows them", () => {
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
  const service = languageService(name);
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

test.for<[string, readonly string[], number]>([
  ['createPolicy(126, { services: "|" });', ["ssh"], 28],
  ['createPolicy(126, { services: ["|"] });', ["ssh"], 28],
  ['createPolicy(126, { omit: "|" });', ["ssh", "updates"], 34],
  ['createPolicy(126, { omit: ["|"] });', ["ssh", "updates"], 34],
  ['createPolicy(126, { replace: { "|": 1 } });', ["ssh", "22"], 69],
  ['createPolicy(126, { allowFrom: { "|": "x" } });', ["ssh", "22"], 69],
  ['createPolicy(126, { conditions: { "|": true } });', ["remote-mysql"], 5],
  ['export const options: PolicyOptions = { services: ["|"] };', ["ssh"], 28],
  ['export const options = { omit: "|" } satisfies PolicyOptions;', ["ssh", "updates"], 34],
  ['planUpgrade(118, 126, { services: ["|"] });', ["ssh"], 28],
  ["planUpgrade(118, 126, {|});", ["keep", "services"], 16],
  ['listPorts(126, { service: "|" });', ["ssh"], 28],
])("an editor completes %s", ([code, words, count]) => {
  const name = join(consumer, "completed.mts");
  const text = `import { createPolicy, listPorts, planUpgrade, type PolicyOptions } from "cpanel-ports";\n${code}`;
  writeFileSync(name, text.replace("|", ""));
  const entries = languageService(name).getCompletionsAtPosition(
    name,
    text.indexOf("|"),
    {},
  )?.entries;
  const names = entries?.map((each) => each.name) ?? [];
  expect(names).toEqual(expect.arrayContaining([...words]));
  expect(names.length).toBe(count);
});

function languageService(name: string): ts.LanguageService {
  return ts.createLanguageService({
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
}
