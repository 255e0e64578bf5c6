import { lifeOf, nameOf } from "../pages-by-release.ts";
import type { Rule } from "../rule.ts";

export const everyAnnotationIsWithinItsPortsLife: Rule = {
  says: "an annotation begins and ends at releases that document its port, and is open-ended only if the newest release documents it",
  check: ({ files }) => {
    const newest = files.releases.releases.at(-1)?.release ?? 0;
    const releases = files.releases.releases.map((each) => each.release);
    return files.annotations.ports.flatMap((each) => {
      const life = lifeOf(files, each.port);
      const through = each.through === "latest" ? newest : each.through;
      const outside = releases.filter(
        (release) => each.from <= release && release <= through && !life.includes(release),
      );
      const problems: string[] = [];
      for (const end of [each.from, through]) {
        if (!releases.includes(end)) {
          problems.push(`${nameOf(each)}: ${end} is not a release`);
        }
      }
      if (each.from > through) {
        problems.push(`${nameOf(each)}: ends at ${through}, before it begins at ${each.from}`);
      }
      if (outside.length > 0) {
        problems.push(`${nameOf(each)}: the port is not in ${outside.join(", ")}`);
      }
      if (each.through === newest && life.includes(newest)) {
        problems.push(`${nameOf(each)}: ends at ${newest}, the newest: expected "latest"`);
      }
      return problems;
    });
  },
};
