import { expect, test } from "vitest";
import { nameOf } from "../../src/dataset/name-of.ts";
import { rowOf } from "../../src/dataset/row-of.ts";
import { defineEntry, getPort } from "../../src/index.ts";

const documented = getPort(126, 2087);
const own = defineEntry({ port: 8443, protocol: "tcp", direction: "inbound", service: "Panel" });

test("names a documented port as its page does", () => {
  expect(nameOf(documented)).toBe(documented.documented.service);
  expect(rowOf(documented)).toBe(documented.documented);
});

test("marks a custom port as not documented", () => {
  expect(nameOf(own)).toBe("Panel (not documented by cPanel)");
  expect(rowOf(own)).toBe(own.own);
});
