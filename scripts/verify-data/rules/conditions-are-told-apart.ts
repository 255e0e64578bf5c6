import { holds, nameOf, pagesByRelease } from "../pages-by-release.ts";
import type { Rule } from "../rule.ts";

export const conditionsAreToldApart: Rule = {
  says: "a condition id denotes one condition in the whole dataset, and a condition with protocols names one of the two ticked ones, on any system",
  check: ({ files }) => {
    const pages = pagesByRelease(files);
    const conditions = files.annotations.ports.filter((each) => each.kind === "condition");
    return conditions.flatMap((each) => {
      const first = conditions.find(({ id }) => id === each.id) ?? each;
      const same = ({ requires, text }: typeof each) => JSON.stringify([requires, text]);
      const problems =
        same(first) === same(each)
          ? []
          : [`${nameOf(each)}: port ${first.port} has another condition with that id`];
      const { protocols, requires } = each;
      if (protocols === undefined) {
        return problems;
      }
      const rows = pages
        .filter(([release]) => holds(each, release))
        .flatMap(([, page]) => page?.ports.filter((row) => row.port === each.port) ?? []);
      if (
        requires.kind === "operating-system" ||
        !rows.every(
          (row) =>
            protocols.every((protocol) => row[protocol]) &&
            row.tcp &&
            row.udp &&
            protocols.length === 1,
        )
      ) {
        problems.push(`${nameOf(each)}: names ${protocols.join(", ")}, expected one of two ticked`);
      }
      return problems;
    });
  },
};
