import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CpanelPortsError,
  DevelopmentReleaseError,
  InvalidVersionError,
  latestRelease,
  ReleaseTierError,
  releases,
  resolveVersion,
  UnknownReleaseError,
} from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

const numbers = releases.map((each) => each.release);

describe("resolveVersion", () => {
  test.for<
    [input: number | string, version: number, build: number | null, release: number, string]
  >([
    [126, 126, null, 126, "release"],
    ["126", 126, null, 126, "release"],
    ["v126", 126, null, 126, "release"],
    ["V11.126", 126, null, 126, "release"],
    ["126.0", 126, null, 126, "release"],
    ["126.0.37", 126, 37, 126, "release"],
    ["11.118", 118, null, 118, "release"],
    ["118.123.45", 118, 45, 118, "release"],
    ["11.110.0.33", 110, 33, 110, "release"],
    ["11.126.0.5\n", 126, 5, 126, "release"],
    ["122.0 (build 17)", 122, 17, 122, "release"],
    ["122.0  (BUILD  17)\n", 122, 17, 122, "release"],
    ["\t 102 \r\n", 102, null, 102, "release"],
    [104, 104, null, 104, "release"],
    ["latest", 126, null, 126, "release"],
    [" Latest ", 126, null, 126, "release"],
    [128, 128, null, 126, "page"],
    ["130", 130, null, 126, "page"],
    ["11.132.0.3", 132, 3, 126, "page"],
    ["132.0 (build 4)", 132, 4, 126, "page"],
    ["134", 134, null, 126, "assumed"],
    ["136.1.7", 136, 7, 126, "assumed"],
    ["11.138.1.7", 138, 7, 126, "assumed"],
    [198, 198, null, 126, "assumed"],
  ])(
    "resolves %j to %d, build %j, answered by %d, %s",
    ([input, version, build, release, coverage]) => {
      expect(resolveVersion(input)).toEqual({ input, version, build, release, coverage });
      expect(Object.isFrozen(resolveVersion(input))).toBe(true);
    },
  );

  test("resolves every release in every form", () => {
    for (const release of numbers) {
      for (const [form, build] of [
        [release, null],
        [`${release}`, null],
        [`v${release}`, null],
        [`11.${release}`, null],
        [`11.${release}.0.5`, 5],
        [`11.${release}.1.5`, 5],
        [`${release}.0.12`, 12],
        [`${release}.0 (build 3)`, 3],
      ] as const) {
        expect(resolveVersion(form)).toMatchObject({ version: release, build, release });
      }
    }
  });

  test.for(["edge", "current", "release", "stable", "lts", "LTS", " Stable\n"])(
    "refuses %j as a tier",
    (tier) => {
      const error = thrown(() => resolveVersion(tier));
      expect(error).toBeInstanceOf(ReleaseTierError);
      expect(error).toMatchObject({
        code: "release-tier",
        input: tier,
        tier: tier.trim().toLowerCase(),
      });
      expect(error.message).toMatch(/^".+" is a release tier.+expected a version such as 126/);
    },
  );

  test.for<[input: number | string, version: number, nearest: number[]]>([
    ["109.9999.107", 109, [108, 110]],
    ["11.109.0.9999", 109, [108, 110]],
    ["11.137.9999.106", 137, [126]],
    ["125", 125, [124, 126]],
    [103, 103, [102, 104]],
    ["11.118.0.9999", 118, [118]],
    ["118.0 (build 9999)", 118, [118]],
    ["138.9999.1", 138, [126]],
    ["95.0.1", 95, [102]],
  ])("refuses %j as a development build of %d, nearest %j", ([input, version, nearest]) => {
    const error = thrown(() => resolveVersion(input));
    expect(error).toBeInstanceOf(DevelopmentReleaseError);
    expect(error).toMatchObject({ code: "development-release", input, version, nearest });
    expect(error.message).toMatch(new RegExp(`nearest in the dataset: ${nearest.join(" and ")}$`));
  });

  test.for<[input: number | string, version: number]>([
    ["100", 100],
    [98, 98],
    ["11.94.0.5", 94],
    [2, 2],
  ])("refuses %j as too old", ([input, version]) => {
    const error = thrown(() => resolveVersion(input));
    expect(error).toBeInstanceOf(UnknownReleaseError);
    expect(error).toMatchObject({ code: "unknown-release", input, version, nearest: [102] });
    expect(error.message).toMatch(/nearest: 102$/);
  });

  test.for(["5000", "1126", 9998, "200", 201, "11.200.0.1", 0, "0", "11.0", "5001"])(
    "refuses %j, a number that no release can have",
    (input) => {
      const error = thrown(() => resolveVersion(input));
      expect(error).toBeInstanceOf(InvalidVersionError);
      expect(error).toMatchObject({ code: "invalid-version", input });
      expect(error.message).toMatch(/expected an even number from 102 to 198$/);
    },
  );

  test.for([
    "",
    " ",
    "11",
    "v11",
    "11.",
    "x",
    "126x",
    "126.",
    ".126",
    "126..0",
    "126.0.5.6",
    "1.2.3.4.5.6",
    "11.126.0.5.6",
    "126.0.5 (build 5)",
    "126 (build 5)",
    "126 0",
    "126.0 (build)",
    "-126",
    "1e2",
    "126.0000000000",
    -126,
    11.126,
    126.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e21,
    "126\n118",
    "__proto__",
  ])("refuses %j as not a version", (input) => {
    const error = thrown(() => resolveVersion(input));
    expect(error).toBeInstanceOf(InvalidVersionError);
    expect(error).toMatchObject({ code: "invalid-version", input });
    expect(error.message).toContain("expected a version such as 126");
  });

  test.for([undefined, null, true, {}, ["126"], 126n, Symbol("126"), () => 126])(
    "refuses %s, which is not a string or a number",
    (input) => {
      expect(() => resolveVersion(input as unknown as string)).toThrow(InvalidVersionError);
    },
  );

  test("shortens a long input in the message", () => {
    const { message } = thrown(() => resolveVersion("x".repeat(10_000)));
    expect(message).toMatch(/^"x{78}… is not a version; expected /);
  });

  test("returns a release or throws a one-line error of the package for any input", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double(), fc.integer(), fc.nat(300), fc.anything()),
        (input) => {
          try {
            const { version, release, coverage } = resolveVersion(input as string);
            expect(numbers).toContain(release);
            expect(coverage === "release").toBe(version === release);
            expect(version >= latestRelease || version === release).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(CpanelPortsError);
            expect((error as Error).message).not.toContain("\n");
            expect((error as Error).message.length).toBeLessThan(500);
          }
        },
      ),
    );
  });
});
