import { allFamilies } from "../../net/remote-addresses.ts";
import type { Direction, Family } from "../../net/types.ts";
import type { Layout } from "../layout.ts";
import type { NftChain, NftTable } from "./ruleset.ts";

/** The families of tables whose rules see single connections, and which of them. */
const seen: ReadonlyMap<string, readonly Family[]> = new Map<string, readonly Family[]>([
  ["inet", allFamilies],
  ["ip", ["ipv4"]],
  ["ip6", ["ipv6"]],
]);

const hooks: Readonly<Record<Direction, string>> = { inbound: "input", outbound: "output" };

/** Returns where the rules of tables are. */
export function layoutOf(tables: readonly NftTable[]): Layout {
  const byName = new Map(
    tables
      .filter(({ family }) => seen.has(family))
      .map((table) => [`${table.family} ${table.name}`, table]),
  );
  const chains = [...byName.values()]
    .filter(({ isDormant }) => isDormant === false)
    .flatMap((table) => [...table.chains.values()]);
  return {
    find: (_, table, name) => {
      const chain = byName.get(table)?.chains.get(name);
      return chain && { rules: chain.rules, isOfServer: isOfServer(chain) };
    },
    entrances: (["inbound", "outbound"] as const).flatMap((direction) =>
      allFamilies.flatMap((family) => {
        const chain = chains.find(
          ({ table, base }) =>
            base?.hook === hooks[direction] &&
            base.type === "filter" &&
            seen.get(table.family)?.includes(family),
        );
        return chain
          ? [
              {
                direction,
                family,
                table: `${chain.table.family} ${chain.table.name}`,
                chain: chain.name,
              },
            ]
          : [];
      }),
    ),
  };
}

function isOfServer({ base }: NftChain): boolean {
  return base?.hook === hooks.inbound || base?.hook === hooks.outbound;
}
