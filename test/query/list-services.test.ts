import { expect, test } from "vitest";
import { DevelopmentReleaseError, listPorts, listServices, releases } from "../../src/index.ts";

test("returns the services that a release's ports name, by id", () => {
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

test("changes the daemons of calendars at 120", () => {
  const caldav = listServices(126).find((each) => each.id === "caldav");
  expect(caldav?.daemons).toEqual([
    { from: 102, through: 118, names: ["cpanel-ccs", "cpdavd"] },
    { from: 120, through: 126, names: ["cpdavd"] },
  ]);
});

test("returns frozen lists, and refuses an unknown release", () => {
  expect(Object.isFrozen(listServices())).toBe(true);
  expect(Object.isFrozen(listServices(126))).toBe(true);
  expect(() => listServices(111 as number)).toThrow(DevelopmentReleaseError);
});
