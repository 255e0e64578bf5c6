import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as main from "../src/index.ts";
import * as parse from "../src/parse/index.ts";
import * as render from "../src/render/index.ts";
import * as schema from "../src/schema/index.ts";
import { runExample } from "./support/run-example.ts";

const src = join(import.meta.dirname, "../src");
const modules = {
  "cpanel-ports": main,
  "cpanel-ports/parse": parse,
  "cpanel-ports/render": render,
  "cpanel-ports/schema": schema,
};
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);
const examples = files.flatMap((name) => examplesOf(name));

describe("the examples in the docstrings", () => {
  test.for(examples.map(({ name, code }) => [name, code] as const))("%s", async ([, code]) => {
    const { assertions, mismatches } = await runExample(code, modules);
    expect(mismatches).toEqual([]);
    expect(assertions).toBeGreaterThan(0);
  });

  test("every public function has one", () => {
    const functions = [main, parse, render]
      .flatMap((each) => Object.entries(each))
      .filter(([name, value]) => typeof value === "function" && !name.endsWith("Error"));
    const without = functions
      .map(([name]) => name)
      .filter((name) => !examples.some((each) => each.name.endsWith(` ${name}`)));
    expect(without).toEqual([]);
    expect(functions.length).toBeGreaterThan(30);
  });
});

/** The code of each `@example`, with the file and the name that it stands at. */
function examplesOf(file: string): { name: string; code: string }[] {
  const found: { name: string; code: string }[] = [];
  const visit = (node: ts.Node): void => {
    for (const tag of ts.getJSDocTags(node)) {
      const code = /```ts\n([\s\S]*?)```/.exec(ts.getTextOfJSDocComment(tag.comment) ?? "")?.[1];
      if (tag.tagName.text === "example" && code !== undefined && tag.parent.parent === node) {
        found.push({ name: `${file} ${nameOf(node)}`, code });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(
    ts.createSourceFile(file, readFileSync(join(src, file), "utf8"), ts.ScriptTarget.Latest, true),
  );
  return found;
}

function nameOf(node: ts.Node): string {
  const named = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
  return named && "name" in named ? (named.name as ts.Identifier).text : "";
}
