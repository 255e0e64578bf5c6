import type { Layout } from "../layout.ts";
import type { NftTable } from "./ruleset.ts";

/** The families of tables whose rules can be about single connections of the internet protocol. */
const families: ReadonlySet<string> = new Set(["inet", "ip", "ip6"]);

/** Returns what tells where the rules of tables are. */
export function layoutOf(tables: readonly NftTable[]): Layout {
  const byName = new Map(
    tables
      .filter(({ family }) => families.has(family))
      .map((table) => [`${table.family} ${table.name}`, table]),
  );
  return (_, table, name) => {
    const chain = byName.get(table)?.chains.get(name);
    const hook = chain?.base?.hook;
    return chain && { rules: chain.rules, isOfServer: hook === "input" || hook === "output" };
  };
}
