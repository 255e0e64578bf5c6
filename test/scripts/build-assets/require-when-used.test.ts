import { expect, test } from "vitest";
import { requireWhenUsed } from "../../../scripts/build-assets/require-when-used.ts";

const file = `'use strict';

var partA = require('./part-A.cjs');
var node_fs = require('node:fs');
require('./part-B.cjs');

exports.list = () => [...partA.names, new partA.Name(), node_fs];
`;

test("loads a file of the package when something of it is first used", () => {
  const loaded: string[] = [];
  const exports: { list?: () => unknown[] } = {};
  new Function("require", "exports", requireWhenUsed(file))((path: string) => {
    loaded.push(path);
    return { names: ["a"], Name: class Name {} };
  }, exports);
  expect(loaded).toEqual(["node:fs"]);
  expect(exports.list?.()).toHaveLength(3);
  expect(new Set(loaded)).toEqual(new Set(["node:fs", "./part-A.cjs"]));
});

test("refuses a file in which something else has the name of an import", () => {
  expect(() => requireWhenUsed(`${file}function call(partA) { return partA.names; }\n`)).toThrow(
    "partA is also the name of something that was not imported",
  );
});

test("leaves a property alone that has the name of an import", () => {
  expect(requireWhenUsed(`${file}exports.of = (value) => value.partA;\n`)).toContain(
    "value.partA;",
  );
});
