import { expect, test } from "vitest";
import { parseNftables } from "../../src/parse/index.ts";

test("keeps ports apart that more rules limit than their neighbors", () => {
  const { qualified } = parseNftables(`table inet filter {
  chain input {
    type filter hook input priority filter; policy accept;
    tcp dport 1000-2000 limit rate over 10/second drop
    tcp dport 1500 limit rate over 5/second drop
  }
}`);
  expect(
    qualified.map(({ ports, decidedBy, alsoDecidedBy }) => [
      ports.from,
      ports.through,
      decidedBy?.line,
      alsoDecidedBy?.map(({ line }) => line),
    ]),
  ).toEqual([
    [1000, 1499, 4, undefined],
    [1500, 1500, 4, [5]],
    [1501, 2000, 4, undefined],
  ]);
});
