import { expect, test } from "vitest";
import { translationText } from "../../src/parse/translation-text.ts";

const ports = (...numbers: readonly number[]) =>
  numbers.map((each) => ({ from: each, through: each }));

test.for([
  [
    { protocols: ["tcp"], ports: ports(80, 443) },
    "[2001:db8::1]:80",
    "dnat sends TCP 80, 443 to [2001:db8::1]:80",
  ],
  [{ ports: ports(53) }, undefined, "dnat sends TCP and UDP 53 elsewhere"],
  [{}, "tcpdportmap{80:192.0.2.1}", "dnat sends connections elsewhere"],
  [{ ports: ports(1, 3, 5, 7, 9) }, undefined, "dnat sends connections elsewhere"],
] as const)("names what a translation sends where: %j to %s", ([match, to, text]) => {
  expect(translationText("dnat", match, to)).toBe(text);
});
