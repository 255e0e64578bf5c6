import { expect, test } from "vitest";
import { DevelopmentReleaseError, listPorts, listServices, releases } from "../../src/index.ts";

test("a release's services are those that its ports name, by id", () => {
  for (const { release } of releases) {
    const named = new Set(listPorts(release).flatMap((entry) => entry.services));
    expect(listServices(release).map((each) => each.id)).toEqual([...named].sort());
  }
  expect(listServices().map((each) => each.id)).toEqual(
    [
      ...new Set(releases.flatMap(({ release }) => listServices(release).map((each) => each.id))),
    ].sort(),
  );
});

test("the daemons of calendars change at 120", () => {
  const caldav = listServices(126).find((each) => each.id === "caldav");
  expect(caldav?.daemons).toEqual([
    { from: 102, through: 118, names: ["cpanel-ccs", "cpdavd"] },
    { from: 120, through: 126, names: ["cpdavd"] },
  ]);
});

test("the lists are frozen, and a release that is not one is refused", () => {
  expect(Object.isFrozen(listServices())).toBe(true);
  expect(Object.isFrozen(listServices(126))).toBe(true);
  expect(() => listServices(111 as number)).toThrow(DevelopmentReleaseError);
});
