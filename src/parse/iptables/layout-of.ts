import type { Layout } from "../layout.ts";
import type { Ruleset } from "./ruleset.ts";

/** Returns what tells where the rules of tables are. */
export function layoutOf({ tables }: Ruleset): Layout {
  return (family, table, name) => {
    const chain = tables[family].get(table)?.chains.get(name);
    return chain && { rules: chain.rules, isOfServer: name === "INPUT" || name === "OUTPUT" };
  };
}
