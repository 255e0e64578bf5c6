import { expect, test } from "vitest";
import { getPort, getPortHistory, InvalidPortError, releases } from "../../src/index.ts";

test("agrees with getPort for every release", () => {
  for (const port of [1, 22, 443, 2079, 2091, 2195, 8443]) {
    for (const { release } of releases) {
      const span = getPortHistory(port).find(
        ({ from, through }) => from <= release && release <= through,
      );
      expect(span?.entry).toBe(getPort(release, port));
    }
  }
});

test("returns one span over all releases, except for 2079, 2091 and 2195", () => {
  const spans = (port: number) => getPortHistory(port).map(({ from, through }) => [from, through]);
  expect(spans(2079)).toEqual([
    [102, 112],
    [114, 126],
  ]);
  expect(spans(2091)).toEqual([[102, 118]]);
  expect(spans(2195)).toEqual([[102, 124]]);
  expect(spans(22)).toEqual([[102, 126]]);
  expect(spans(8443)).toEqual([]);
});

test("returns frozen spans, and refuses an invalid port", () => {
  expect(Object.isFrozen(getPortHistory(22))).toBe(true);
  expect(() => getPortHistory(0)).toThrow(InvalidPortError);
  expect(() => getPortHistory("22" as unknown as number)).toThrow(InvalidPortError);
});
