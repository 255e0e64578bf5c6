import type { Rule } from "../rule.ts";

interface Sums {
  readonly through: number | "latest";
  readonly rows: number;
  readonly tcp: number;
  readonly udp: number;
  readonly inbound: number;
  readonly outbound: number;
  readonly localhost: number;
  readonly features: readonly string[];
}

const features = [
  "Search Engine Optimization",
  "Site Quality Monitoring",
  "Social Media Management",
];
const of112 = { rows: 41, tcp: 40, udp: 6, inbound: 26, outbound: 25, localhost: 2 };
const of120 = { rows: 40, tcp: 39, udp: 6, inbound: 25, outbound: 25, localhost: 2 };

/** Sums counted on the pages independently of the importer. A new page also needs such a count. */
const secondReading: Readonly<Record<number, Sums>> = {
  102: { through: 110, ...of112, features: ["Site Quality Monitoring"] },
  112: { through: 112, ...of112, features: [] },
  114: { through: 114, ...of112, features: [] },
  116: { through: 116, ...of112, features: [] },
  118: { through: 118, ...of112, features },
  120: { through: 122, ...of120, features: [] },
  124: { through: 124, ...of120, features },
  126: {
    through: "latest",
    rows: 39,
    tcp: 38,
    udp: 6,
    inbound: 25,
    outbound: 24,
    localhost: 2,
    features,
  },
};

export const sumsMatchASecondReading: Rule = {
  says: "the rows and ticks of every page match the sums of a second reading",
  check: ({ files }) =>
    files.pages.flatMap((page) => {
      const expected = secondReading[page.page];
      if (!expected) {
        return [`pages/${page.page}.json: not in the second reading`];
      }
      const ticks = (cell: "tcp" | "udp" | "inbound" | "outbound" | "localhost") =>
        page.ports.filter((row) => row[cell]).length;
      const found: Sums = {
        through: page.validThrough,
        rows: page.ports.length,
        tcp: ticks("tcp"),
        udp: ticks("udp"),
        inbound: ticks("inbound"),
        outbound: ticks("outbound"),
        localhost: ticks("localhost"),
        features:
          page.featureSources === "undocumented"
            ? []
            : page.featureSources.features.map((each) => each.name),
      };
      return (Object.keys(expected) as (keyof Sums)[])
        .filter((sum) => String(found[sum]) !== String(expected[sum]))
        .map(
          (sum) =>
            `pages/${page.page}.json: ${sum} is ${found[sum]}, the second reading counted ${expected[sum]}`,
        );
    }),
};
