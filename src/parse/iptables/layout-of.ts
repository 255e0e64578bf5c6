import { allFamilies } from "../../net/remote-addresses.ts";
import type { Direction } from "../../net/types.ts";
import type { Layout } from "../layout.ts";
import type { Ruleset } from "./ruleset.ts";

const chains: Readonly<Record<Direction, string>> = { inbound: "INPUT", outbound: "OUTPUT" };

/** Returns where the rules of tables are. */
export function layoutOf({ tables }: Ruleset): Layout {
  return {
    find: (family, table, name) => {
      const chain = tables[family].get(table)?.chains.get(name);
      const isOfServer = Object.values(chains).includes(name);
      return chain && { rules: chain.rules, isOfServer };
    },
    entrances: (["inbound", "outbound"] as const).flatMap((direction) =>
      allFamilies
        .filter((family) => tables[family].size > 0)
        .map((family) => ({ direction, family, table: "filter", chain: chains[direction] })),
    ),
  };
}
