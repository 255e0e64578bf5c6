import type { Doubt } from "../../packet-filter/model.ts";
import { oneLine } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { NftChain, NftRule, NftTable } from "./ruleset.ts";

/**
 * Returns why it is in doubt whether ARP passes: a chain that sees ARP drops packets, and its rules are not followed.
 * Without ARP, no machine is reachable over IPv4 on Ethernet. `undefined` if no chain drops.
 *
 * @param device - the interface that connections use, if known
 */
export function arpDoubt(
  tables: readonly NftTable[],
  device: string | undefined,
  notes: NoteList,
): Doubt | undefined {
  const chain = tables
    .filter(({ isDormant }) => isDormant !== true)
    .flatMap(({ chains }) => [...chains.values()])
    .find((each) => mayDropArp(each, device));
  if (chain?.base === undefined) {
    return undefined;
  }
  const { origin, prefix } = chain.base;
  const text = `${prefix}chain ${oneLine(chain.name)} may drop ARP, without which no machine is reachable over IPv4`;
  return notes.doubt("match", origin, text);
}

function mayDropArp({ table, base, rules }: NftChain, device: string | undefined): boolean {
  if (base === undefined) {
    return false;
  }
  const drops = base.policy === "drop" || rules.some(({ outcome }) => outcome.kind === "drop");
  const isOfDevice = device !== undefined && (base.devices?.includes(device) ?? true);
  return (
    (table.family === "arp" && drops) ||
    (table.family === "netdev" && isOfDevice && base.policy === "drop" && !rules.some(acceptsArp))
  );
}

function acceptsArp({ tests, outcome }: NftRule): boolean {
  return (
    outcome.kind === "accept" &&
    tests.every(
      ({ key, operator, values }) =>
        key.length === 1 &&
        key[0].field === "protocol" &&
        operator === "==" &&
        "items" in values &&
        values.items.some(([item]) => item === "arp"),
    )
  );
}
