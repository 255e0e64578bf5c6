import type { Layout } from "../layout.ts";
import type { NftTable } from "./ruleset.ts";

/** The table families whose rules can concern single IP connections. */
const families: ReadonlySet<string> = new Set(["inet", "ip", "ip6"]);

/** Returns a function that finds the rules of a chain. */
export function layoutOf(tables: readonly NftTable[]): Layout {
  const byName = new Map(
    tables
      .filter(({ family }) => families.has(family))
      .map((table) => [`${table.family} ${table.name}`, table]),
  );
  return (_, table, name) => {
    const chain = byName.get(table)?.chains.get(name);
    const hook = chain?.base?.hook;
    return (
      chain && { rules: chain.rules, isOfServer: hook === "input" || hook === "output", isLog }
    );
  };
}

/** Words of statements that do more than log or count. */
const others =
  /\b(?:accept|add|continue|delete|dnat|drop|dup|fwd|goto|jump|masquerade|meter|notrack|queue|redirect|reject|return|set|snat|synproxy|tproxy|update|v?map)\b/;

function isLog(text: string): boolean {
  const words = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return /(?:^|\s)log(?:\s|$)/.test(words) && !others.test(words);
}
