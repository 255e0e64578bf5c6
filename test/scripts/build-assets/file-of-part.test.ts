import { expect, test } from "vitest";
import { fileOfPart } from "../../../scripts/build-assets/file-of-part.ts";

const fileOf = (sources: readonly string[], bytes = 1_000) =>
  fileOfPart("part", {
    outputs: {
      "dist/parts/part.js": {
        bytes,
        inputs: Object.fromEntries(sources.map((path) => [path, {}])),
      },
    },
  });

test.for([
  ["part-shared", ["src/util/once.ts", "src/net/network.ts", "src/errors.ts"]],
  ["part-dataset", ["src/policy/label-of.ts", "src/dataset/name-of.ts"]],
  ["part-command", ["../node_modules/commander/lib/help.js", "without:node:child_process"]],
  ["part-options", ["src/cli/options/choice.ts", "src/render/formats/table-formats.ts"]],
  ["part-iptables", ["src/parse/iptables/targets.ts", "src/parse/ipset/read-ipsets.ts"]],
  ["part-firewall", ["src/packet-filter/walk.ts", "src/parse/notes.ts"]],
] as const)("puts into %s: %s", ([file, sources]) => {
  expect(fileOf(sources)).toBe(file);
});

test("puts the whole dataset beside what is asked of it", () => {
  expect(fileOf(["src/dataset/dataset.ts", "src/query/get-port.ts"], 70_000)).toBe("part-dataset");
});

test.for([
  ["of an entry", ["src/parse/index.ts", "src/parse/notes.ts"], 1_000],
  ["of commands", ["src/cli/loaded-together/questions.ts", "src/cli/commands/list.ts"], 1_000],
  ["that is large", ["src/audit/plan-audit.ts", "src/util/once.ts"], 50_000],
  ["of several formats", ["src/parse/csf/read.ts", "src/parse/apf/read.ts"], 1_000],
  ["with a package", ["../node_modules/saxes/saxes.js", "src/parse/read-xml-document.ts"], 1_000],
] as const)("leaves a module %s by itself", ([, sources, bytes]) => {
  expect(fileOf(sources, bytes)).toBeUndefined();
});

test("puts what esbuild adds for all modules into what they share", () => {
  expect(fileOf([])).toBe("part-shared");
});
