import { describe, expect, test } from "vitest";
import {
  compareElsewhere,
  diffReleases,
  InvalidOptionError,
  listElsewhere,
  releases,
  resolveVersion,
} from "../../src/index.ts";
import { stockCsfAgainst126 } from "../support/stock-csf.ts";
import { thrown } from "../support/thrown.ts";

/** Returns the differences of a list, by family, direction and protocol. */
const differencesOf = (release: number, id: string) =>
  Object.fromEntries(
    compareElsewhere(release, id).differences.map(
      ({ family, direction, protocol, lacks, beyond }) => [
        `${family} ${direction} ${protocol}`,
        { lacks, beyond },
      ],
    ),
  );

describe("compareElsewhere", () => {
  test("finds the ports in which stock CSF differs from page 126", () => {
    const differences = differencesOf(126, "csf-stock");
    for (const [part, expected] of Object.entries(stockCsfAgainst126)) {
      expect(differences[`ipv4 ${part}`]).toEqual(expected);
    }
    expect(differences["ipv6 inbound tcp"]).toEqual({
      lacks: [26, 2079, 2080, 3306],
      beyond: [853, 8443],
    });
    expect(differences["ipv6 inbound udp"]).toEqual({ lacks: [], beyond: [20, 21, 80] });
    expect(differences["ipv6 outbound udp"]).toEqual({ lacks: [443], beyond: [20, 21, 113, 123] });
    expect(Object.keys(differences)).toHaveLength(8);
  });

  test("finds the ports in which the lists of cloud images differ from page 126", () => {
    expect(differencesOf(126, "alibaba-cloud")).toEqual({
      "undocumented inbound tcp": { lacks: [465, 587], beyond: [2091] },
      "undocumented inbound udp": { lacks: [443], beyond: [] },
    });
    expect(differencesOf(126, "amazon-lightsail")).toEqual({
      "undocumented inbound tcp": {
        lacks: [
          20, 21, 25, 26, 110, 143, 465, 587, 993, 995, 2077, 2079, 2080, 2082, 2086, 2095,
        ].concat([2096, 3306]),
        beyond: [2089],
      },
      "undocumented inbound udp": { lacks: [443], beyond: [] },
    });
  });

  test("compares the ports of the requested release", () => {
    expect(differencesOf(118, "alibaba-cloud")["undocumented inbound tcp"]).toEqual({
      lacks: [465, 587],
      beyond: [],
    });
    const [inbound] = compareElsewhere(118, "csf-stock").differences;
    expect(inbound?.lacks).toEqual([26, 2091, 3306]);
    expect(diffReleases(118, 126).removed.map((each) => each.port)).toContain(2091);
  });

  test("accounts for every port of the list: documented, or beyond the page", () => {
    for (const { release } of releases) {
      for (const { id, ports } of listElsewhere()) {
        const { differences } = compareElsewhere(release, id);
        for (const [index, { beyond, lacks }] of differences.entries()) {
          const listed = ports[index]?.ports ?? [];
          expect(listed).toEqual(expect.arrayContaining([...beyond]));
          expect(listed.filter((port) => lacks.some((each) => each === port))).toEqual([]);
        }
      }
    }
  });

  test("accepts a resolved version, and states its coverage", () => {
    const { release, requested, coverage, differences } = compareElsewhere(
      resolveVersion("11.132.0.5"),
      "csf-stock",
    );
    expect({ release, requested, coverage }).toEqual({
      release: 126,
      requested: 132,
      coverage: "page",
    });
    expect(differences).toEqual(compareElsewhere(126, "csf-stock").differences);
  });

  test("refuses an unknown list, and names the known ones", () => {
    const error = thrown(() => compareElsewhere(126, "apf"));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({
      field: "id",
      input: "apf",
      accepted: ["alibaba-cloud", "amazon-lightsail", "csf-stock"],
    });
    expect(error.message).toBe(
      '"apf" is not a list; expected one of alibaba-cloud, amazon-lightsail, csf-stock',
    );
    expect(thrown(() => compareElsewhere(100 as number, "csf-stock")).name).toBe(
      "UnknownReleaseError",
    );
  });

  test("returns only frozen objects", () => {
    expect(Object.isFrozen(compareElsewhere(126, "csf-stock").differences[0]?.lacks)).toBe(true);
    expect(Object.isFrozen(listElsewhere()[0]?.ports[0]?.ports)).toBe(true);
    expect(listElsewhere().find((each) => each.id === "csf-stock")?.remark).toContain('IPV6 = "1"');
  });
});

test("omits families and directions that the list does not cover", () => {
  const spoken = listElsewhere().map(({ id, ports }) => [
    id,
    ports.map(({ family, direction, protocol }) => `${family} ${direction} ${protocol}`),
  ]);
  const cloud = ["undocumented inbound tcp", "undocumented inbound udp"];
  expect(Object.fromEntries(spoken)).toMatchObject({
    "alibaba-cloud": cloud,
    "amazon-lightsail": cloud,
  });
});
