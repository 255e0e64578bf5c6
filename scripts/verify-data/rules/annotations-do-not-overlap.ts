import { holds, nameOf } from "../pages-by-release.ts";
import type { Rule } from "../rule.ts";

export const annotationsDoNotOverlap: Rule = {
  says: "annotations of the same kind do not overlap in a release, and they are in the order of their ports",
  check: ({ files }) => {
    const releases = files.releases.releases.map((each) => each.release);
    const { ports } = files.annotations;
    return ports.flatMap((each, index) => {
      const problems: string[] = [];
      const before = ports[index - 1];
      if (before && before.port > each.port) {
        problems.push(`${nameOf(each)}: comes after port ${before.port}`);
      }
      for (const other of ports.slice(index + 1)) {
        const both = releases.filter((release) => holds(each, release) && holds(other, release));
        if (nameOf(each) === nameOf(other) && both.length > 0) {
          problems.push(`${nameOf(each)}: duplicate in ${both.join(", ")}`);
        }
      }
      return problems;
    });
  },
};
