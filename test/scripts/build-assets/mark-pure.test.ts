import { transform } from "esbuild";
import { describe, expect, test } from "vitest";
import { markPure } from "../../../scripts/build-assets/mark-pure.ts";

describe("markPure", () => {
  test.for([
    "const words = new Set('a b'.split(' '));",
    "const table = new Map([['a', make('a')]]);",
    "const first = list[0], second = list.second;",
    "const all = [...some, 1];",
    "const range = { first: 1n << 128n, last: size - 1n };",
    "const text = String.raw`a`;",
    `const sentence = \`there are \${ports.length}\`;`,
    "const checks = { a: [() => run(), make()] };",
    "const brand = Symbol(), Branded = class { get [brand]() { return 1; } };",
  ])("lets a bundler drop the unused constant: %s", async (code) => {
    expect((await bundled(code)).trim()).not.toBe("");
    expect((await bundled(markPure(code))).trim()).toBe("");
  });

  test.for([
    "const later = () => run();",
    "const five = 5, pattern = /a/u;",
    "run();",
    "function run() { const result = make(); return result; }",
  ])("does not mark: %s", (code) => {
    expect(markPure(code)).toBe(code);
  });

  test("does not change any value", () => {
    const code = "const a = [1, 2].map((each) => ({ each }));\nconst b = a[1].each, c = b;\n";
    const value = (text: string) => new Function(`${text}return [a, b, c];`)();
    expect(value(markPure(code))).toEqual(value(code));
    expect(value(code)).toEqual([[{ each: 1 }, { each: 2 }], 2, 2]);
  });
});

async function bundled(code: string): Promise<string> {
  const { code: rest } = await transform(code, { format: "esm", treeShaking: true });
  return rest;
}
