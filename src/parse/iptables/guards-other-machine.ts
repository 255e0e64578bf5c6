import type { Rule } from "./ruleset.ts";

const destinations = ["-d", "--destination", "--dst"];
const interfaces = ["-i", "--in-interface"];

/**
 * Tells whether a rule drops, before connections are looked for, all that comes for one address but from one
 * interface: the address is that of a machine behind the interface, such as a container of Docker. If it were one of
 * the server's own, the rule would cut off all that the server does over it.
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
