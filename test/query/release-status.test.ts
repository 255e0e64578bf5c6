import { describe, expect, test } from "vitest";
import {
  DevelopmentReleaseError,
  InvalidDateError,
  InvalidVersionError,
  type ReleaseOrVersion,
  releaseStatus,
  releases,
  resolveVersion,
  UnknownReleaseError,
} from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

const end = (release: number) => releases.find((each) => each.release === release)?.endOfLife;

describe("releaseStatus", () => {
  test.for<[release: number, onDate: string, status: string, through: string | null]>([
    [118, "2024-02-14", "unknown", null],
    [118, "2024-02-15", "supported", "2025-10-31"],
    [118, "2025-10-31", "supported", "2025-10-31"],
    [118, "2025-11-01", "ended", "2025-10-31"],
    [110, "2026-12-31", "supported", "2026-12-31"],
    [110, "2027-01-01", "extended", "2027-01-01"],
    [110, "2027-01-02", "ended", "2026-12-31"],
    [126, "2026-08-31", "supported", "2026-08-31"],
    [126, "2026-09-01", "ended", "2026-08-31"],
    [132, "2026-03-31", "supported", "2026-03-31"],
    [132, "2026-04-01", "ended", "2026-03-31"],
    [134, "2027-06-30", "supported", "2027-06-30"],
    [138, "2026-07-26", "unknown", null],
    [138, "2026-07-27", "supported", "2026-11-30"],
    [138, "2026-12-01", "ended", "2026-11-30"],
    [102, "2030-01-01", "unknown", null],
    [124, "2030-01-01", "unknown", null],
    [112, "2023-04-15", "unknown", null],
    [140, "2027-01-01", "unknown", null],
  ])("returns for %d on %s: %s, through %s", ([release, onDate, status, through]) => {
    expect(releaseStatus(release, onDate)).toMatchObject({
      version: release,
      onDate,
      status,
      through,
    });
  });

  test("returns the basis of the dates it used, and marks approximate ones", () => {
    const known = end(118);
    const { basis, approximate } =
      known === undefined || known === "unknown" ? { basis: [], approximate: null } : known;
    for (const onDate of ["2025-01-01", "2026-01-01"]) {
      const status = releaseStatus(118, onDate);
      expect(status).toMatchObject({ basis, approximate, systems: [] });
      expect(basis).not.toEqual([]);
      expect(status.text.includes("about 2025-10")).toBe(approximate);
      expect(status.text).toContain("the end of life of 118");
    }
    expect(releaseStatus(118, "2020-01-01")).toMatchObject({
      text: "the first public build of 118 was released 2024-02-15, after 2020-01-01",
      basis: [{ kind: "documentation", url: "https://docs.cpanel.net/changelogs/118-change-log/" }],
    });
    expect(releaseStatus(112, "2020-01-01").text).toContain("was released about 2023-04, after");
    expect(releaseStatus(124, "2026-01-01")).toMatchObject({
      text: "no source states the end of life of 124",
      basis: [],
      approximate: false,
    });
    expect(releaseStatus(138, "2026-08-01").basis).toEqual([
      expect.objectContaining({ kind: "secondary" }),
    ]);
  });

  test("names the systems of extended support", () => {
    expect(releaseStatus(110, "2027-01-01")).toMatchObject({
      systems: ["CentOS 7", "CloudLinux 7"],
      approximate: false,
      text: expect.stringMatching(
        /2026-12; CentOS 7 and CloudLinux 7 have extended support through 2027-01-01$/,
      ),
    });
  });

  test("returns the status of a resolved version, not of its page", () => {
    expect(releaseStatus(resolveVersion("11.138.1.7"), "2026-08-01")).toEqual(
      releaseStatus(138, "2026-08-01"),
    );
    expect(releaseStatus(resolveVersion("latest"), "2026-08-01").version).toBe(126);
  });

  test("returns a frozen status", () => {
    const status = releaseStatus(110, "2027-01-01");
    for (const part of [status, status.systems, status.basis, status.basis[0]]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test.for([
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2026-01-32",
    "2026-08",
    "2026",
    "2026-8-1",
    "2026-08-31T00:00:00Z",
    " 2026-08-31",
    "2026-08-31\n",
    "today",
    "",
    20260831,
    undefined,
    null,
    new Date(0),
  ])("refuses %j as a day", (input) => {
    const error = thrown(() => releaseStatus(126, input as string));
    expect(error).toBeInstanceOf(InvalidDateError);
    expect(error).toMatchObject({ code: "invalid-date", field: "onDate", input });
    expect(error.message).toContain('expected a calendar day such as "2026-08-31"');
  });

  test("accepts leap days", () => {
    expect(releaseStatus(126, "2028-02-29").status).toBe("ended");
  });

  test("refuses invalid releases", () => {
    const ask = (input: unknown) => () => releaseStatus(input as ReleaseOrVersion, "2026-01-01");
    expect(ask(109)).toThrow(DevelopmentReleaseError);
    expect(ask(100)).toThrow(UnknownReleaseError);
    expect(ask(5000)).toThrow(InvalidVersionError);
    expect(ask("126")).toThrow(InvalidVersionError);
  });
});
