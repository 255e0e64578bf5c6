import type { Rule } from "../rule.ts";

export const twinsAreSymmetrical: Rule = {
  says: "the twin of a port's twin is the port, in every release; they share a service, and one of the two has TLS from the first byte",
  check: ({ dataset }) =>
    dataset.releases.flatMap(({ release }) => {
      const entries = dataset.ports
        .filter((span) => span.from <= release && release <= span.through)
        .map((span) => span.entry);
      return entries.flatMap((entry) => {
        if (entry.twin === null) {
          return [];
        }
        const where = `annotations.json: port ${entry.port} in ${release}`;
        const twin = entries.find((each) => each.port === entry.twin);
        if (!twin) {
          return [`${where}: its twin ${entry.twin} does not exist`];
        }
        const problems: string[] = [];
        if (twin.twin !== entry.port) {
          problems.push(`${where}: its twin ${twin.port} has the twin ${twin.twin}`);
        }
        if (!entry.services.some((id) => twin.services.includes(id))) {
          problems.push(`${where}: shares no service with its twin ${twin.port}`);
        }
        if ([entry, twin].filter((each) => each.protection === "implicit").length !== 1) {
          problems.push(
            `${where}: either it or its twin ${twin.port} must have TLS from the first byte`,
          );
        }
        return problems;
      });
    }),
};
