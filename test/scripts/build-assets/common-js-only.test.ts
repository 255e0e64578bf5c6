import { expect, test } from "vitest";
import { commonJsOnly } from "../../../scripts/build-assets/common-js-only.ts";

test("replaces import() of a chunk with a require that settles later", async () => {
  const code = commonJsOnly('import("./chunk-A1.cjs").then(({ a }) => a)');
  const loaded: string[] = [];
  const value = new Function("require", `return ${code};`)((path: string) => {
    loaded.push(path);
    return { a: 1 };
  });
  expect(loaded).toEqual([]);
  expect(await value).toBe(1);
  expect(loaded).toEqual(["./chunk-A1.cjs"]);
});

test.for(['import("node:fs")', 'import { a } from "./a.js";', "reimport('./a.js')"])(
  "does not change: %s",
  (code) => {
    expect(commonJsOnly(code)).toBe(code);
  },
);
