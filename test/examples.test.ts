import { describe, expect, test } from "vitest";
import * as main from "../src/index.ts";
import * as parse from "../src/parse/index.ts";
import * as render from "../src/render/index.ts";
import * as schema from "../src/schema/index.ts";
import { docstringExamples } from "./support/docstring-examples.ts";
import { runExample } from "./support/run-example.ts";

const modules = {
  "cpanel-ports": main,
  "cpanel-ports/parse": parse,
  "cpanel-ports/render": render,
  "cpanel-ports/schema": schema,
};
const examples = docstringExamples();

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
