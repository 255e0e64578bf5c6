import { expect, test } from "vitest";
import { isInterface, readInterface } from "../../src/packet-filter/interface-pattern.ts";

test("reads a trailing wildcard of the format as a prefix", () => {
  expect(readInterface("eth0", "+")).toEqual({ text: "eth0", isPrefix: false });
  expect(readInterface("eth+", "+")).toEqual({ text: "eth", isPrefix: true });
  expect(readInterface("eth*", "+")).toEqual({ text: "eth*", isPrefix: false });
  expect(readInterface("e*h", "*")).toEqual({ text: "e*h", isPrefix: false });
});

test("matches a whole name, or names with a prefix", () => {
  expect(isInterface(readInterface("eth0", "+"), "eth0")).toBe(true);
  expect(isInterface(readInterface("eth0", "+"), "eth01")).toBe(false);
  expect(isInterface(readInterface("eth+", "+"), "eth01")).toBe(true);
  expect(isInterface(readInterface("eth+", "+"), "veth0")).toBe(false);
});
