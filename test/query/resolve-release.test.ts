import { describe, expect, test } from "vitest";
import {
  DevelopmentReleaseError,
  InvalidOptionError,
  InvalidVersionError,
  NewerReleaseError,
  releases,
  resolveRelease,
} from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

describe("resolveRelease", () => {
  test("returns the release that answers", () => {
    for (const { release } of releases) {
      expect(resolveRelease(release)).toBe(release);
      expect(resolveRelease(`11.${release}.0.5\n`)).toBe(release);
    }
    expect(resolveRelease("122.0 (build 17)")).toBe(122);
    expect(resolveRelease("latest")).toBe(126);
  });

  test.for([128, "130", "11.132.0.4"])("resolves %j to the page that applies to it", (input) => {
    expect(resolveRelease(input)).toBe(126);
  });

  test.for<[input: number | string, version: number]>([
    ["134", 134],
    ["136.1.7", 136],
    ["11.138.1.7", 138],
    [198, 198],
  ])("refuses %j unless newer versions are assumed", ([input, version]) => {
    for (const options of [undefined, {}, { newer: undefined }, { newer: "error" }] as const) {
      const error = thrown(() => resolveRelease(input, options));
      expect(error).toBeInstanceOf(NewerReleaseError);
      expect(error).toMatchObject({
        code: "newer-release",
        input,
        version,
        newest: 126,
        coveredThrough: 132,
      });
      expect(error.message).toMatch(
        /is known to apply through 132 and may have changed since; to use 126 anyway, call resolveVersion\(\) or set \{ newer: "assume" \}$/,
      );
    }
    expect(resolveRelease(input, { newer: "assume" })).toBe(126);
  });

  test.for([
    ["137.9999.1", DevelopmentReleaseError],
    ["5000", InvalidVersionError],
    ["1126", InvalidVersionError],
  ] as const)("refuses %j even if newer versions are assumed", ([input, kind]) => {
    expect(() => resolveRelease(input, { newer: "assume" })).toThrow(kind);
  });

  test("refuses an option or a value that does not exist", () => {
    const foreign = thrown(() => resolveRelease("126", { newest: "assume" } as never));
    expect(foreign.message).toBe('"newest" is not an option (did you mean newer?); expected newer');
    const error = thrown(() => resolveRelease(126, { newer: "latest" as "assume" }));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ field: "newer", input: "latest", accepted: ["error", "assume"] });
  });
});
