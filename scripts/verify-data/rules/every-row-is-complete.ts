import type { Rule } from "../rule.ts";

export const everyRowIsComplete: Rule = {
  says: "every row has services, categories and looked-up IANA names, and a loopback port has no direction ticked",
  check: ({ dataset }) =>
    dataset.ports.flatMap(({ from, entry }) => {
      const where = `port ${entry.port} from ${from}`;
      const { inbound, outbound } = entry.documented;
      const problems: string[] = [];
      if (entry.services.length === 0 || entry.categories.length === 0) {
        problems.push(`${where}: no service or category`);
      }
      if (entry.basis.ianaNames.length === 0) {
        problems.push(`${where}: its IANA names were not looked up`);
      }
      if (entry.scope === "loopback" && (inbound || outbound)) {
        problems.push(`${where}: is only for loopback, but has a direction ticked`);
      }
      return problems;
    }),
};
