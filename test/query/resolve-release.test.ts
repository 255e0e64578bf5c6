import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CpanelPortsError,
  DevelopmentReleaseError,
  InvalidOptionError,
  InvalidVersionError,
  NewerReleaseError,
  ReleaseTierError,
  releases,
  resolveRelease,
  UnknownReleaseError,
} from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

const numbers = releases.map((each) => each.release);

describe("resolveRelease", () => {
  test.for([
    [126, 126],
    ["126", 126],
    ["v126", 126],
    ["V126", 126],
    ["126.0", 126],
    ["126.0.37", 126],
    ["11.118", 118],
    ["118.123.45", 118],
    ["11.110.0.33", 110],
    ["11.126.0.5", 126],
    ["122.0 (build 17)", 122],
    ["126.0 (build 5)", 126],
    ["126.1.7", 126],
    ["11.126.0.5\n", 126],
    ["  102  ", 102],
    ["latest", 126],
    ["Latest", 126],
  ] as const)("%j is %d", ([input, release]) => {
    expect(resolveRelease(input)).toBe(release);
  });

  test("every release is found in every form", () => {
    for (const release of numbers) {
      for (const form of [
        release,
        `${release}`,
        `v${release}`,
        `11.${release}`,
        `11.${release}.0.5`,
        `${release}.0.12`,
        `${release}.0 (build 3)`,
      ]) {
        expect(resolveRelease(form)).toBe(release);
      }
    }
  });

  test.for(["edge", "current", "release", "stable", "lts", "LTS", "Stable"])(
    "%s is a tier",
    (tier) => {
      const error = thrown(() => resolveRelease(tier));
      expect(error).toBeInstanceOf(ReleaseTierError);
      expect(error).toMatchObject({ code: "release-tier", input: tier });
      expect(error.message).toMatch(/^".+" is a release tier.+expected a version such as 126/);
    },
  );

  test.for([
    ["109.9999.107", "108 and 110"],
    ["11.109.0.9999", "108 and 110"],
    ["11.137.9999.106", "126"],
    ["125", "124 and 126"],
    [103, "102 and 104"],
    ["11.118.0.9999", "118"],
    ["118.0 (build 9999)", "118"],
    ["95.0.1", "102"],
  ] as const)("%j is a development build, near %s", ([input, nearest]) => {
    const error = thrown(() => resolveRelease(input));
    expect(error).toBeInstanceOf(DevelopmentReleaseError);
    expect(error).toMatchObject({ code: "development-release", input });
    expect(error.message).toMatch(new RegExp(`nearest in the dataset: ${nearest}$`));
  });

  test("a development build stays an error when newer releases are accepted", () => {
    expect(() => resolveRelease("137.9999.1", { newer: "latest" })).toThrow(
      DevelopmentReleaseError,
    );
  });

  test.for(["128", "11.132.0.4", 130])("%j was the page's latest version or older", (input) => {
    const error = thrown(() => resolveRelease(input));
    expect(error).toBeInstanceOf(NewerReleaseError);
    expect(error).toMatchObject({ code: "newer-release", input });
    expect(error.message).toContain("holds through the latest version, which was 132 then;");
    expect(resolveRelease(input, { newer: "latest" })).toBe(126);
  });

  test.for(["134", "136.1.7", "11.138.1.7", 9998])("%j came after the page", (input) => {
    const error = thrown(() => resolveRelease(input, { newer: "error" }));
    expect(error).toBeInstanceOf(NewerReleaseError);
    expect(error.message).toContain("it need not hold for");
    expect(resolveRelease(input, { newer: "latest" })).toBe(126);
  });

  test.for(["100", 98, "11.94.0.5"])("%j is too old", (input) => {
    const error = thrown(() => resolveRelease(input, { newer: "latest" }));
    expect(error).toBeInstanceOf(UnknownReleaseError);
    expect(error).toMatchObject({ code: "unknown-release", input });
    expect(error.message).toMatch(/nearest: 102$/);
  });

  test.for([
    "",
    " ",
    "11",
    "11.",
    "x",
    "126x",
    "126.",
    ".126",
    "126..0",
    "1.2.3.4.5.6",
    "126.0.5.6.7",
    "126 0",
    "126.0 (build)",
    "-126",
    "1e2",
    "0",
    0,
    -126,
    11.126,
    126.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e21,
    "126\n118",
    "__proto__",
  ])("%j is nonsense", (input) => {
    const error = thrown(() => resolveRelease(input));
    expect(error).toBeInstanceOf(InvalidVersionError);
    expect(error).toMatchObject({ code: "invalid-version", input });
    expect(error.message).toContain("expected a version such as 126");
  });

  test.for([undefined, null, true, {}, ["126"], 126n, Symbol("126"), () => 126])(
    "%s of another type is nonsense",
    (input) => {
      expect(() => resolveRelease(input as unknown as string)).toThrow(InvalidVersionError);
    },
  );

  test("a long input is cut in the message", () => {
    const { message } = thrown(() => resolveRelease("x".repeat(10_000)));
    expect(message).toMatch(/^"x{78}… is not a version; expected /);
  });

  test("no options are as good as none given", () => {
    expect(resolveRelease("126", undefined)).toBe(126);
    expect(resolveRelease("126", {})).toBe(126);
    expect(resolveRelease("126", { newer: undefined })).toBe(126);
    const error = thrown(() => resolveRelease("126", { newest: "latest" } as never));
    expect(error.message).toBe('"newest" is not an option; expected newer');
  });

  test("an option that does not exist is refused", () => {
    const error = thrown(() => resolveRelease(128, { newer: "newest" as "latest" }));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ field: "newer", input: "newest", accepted: ["error", "latest"] });
  });

  test("any input is a release or one of the package's errors, on one short line", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.integer(), fc.anything()), (input) => {
        try {
          expect(numbers).toContain(resolveRelease(input as string));
        } catch (error) {
          expect(error).toBeInstanceOf(CpanelPortsError);
          expect((error as Error).message).not.toContain("\n");
          expect((error as Error).message.length).toBeLessThan(500);
        }
      }),
    );
  });
});
