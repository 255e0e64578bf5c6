import type { Rule } from "./ruleset.ts";

const destinations = ["-d", "--destination", "--dst"];
const interfaces = ["-i", "--in-interface"];

/**
 * Returns whether a rule drops, before connection tracking, all packets to one address except those from one
 * interface. The address then belongs to a machine behind that interface, such as a Docker container: for an address
 * of the server, the rule would block all traffic over other interfaces.
 */
export function guardsOtherMachine({ conditions, target }: Rule, table: string): boolean {
  const rest = conditions.filter(({ name }) => name !== "-m" && name !== "--comment");
  const to = rest.find(({ name }) => destinations.includes(name));
  const from = rest.find(({ name }) => interfaces.includes(name));
  return (
    table === "raw" &&
    target?.word === "DROP" &&
    rest.length === 2 &&
    to?.negated === false &&
    /^[\d.]+(?:\/32)?$|^[\da-f:.]+(?:\/128)?$/i.test(`${to.values}`) &&
    from?.negated === true &&
    `${from.values}` !== "lo"
  );
}
