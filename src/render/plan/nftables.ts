import type { PlanChange } from "../../audit/types.ts";
import { rangeText } from "../../net/port-range.ts";
import { savedState } from "./saved-state.ts";
import { familiesOf, type Target, targetsOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

/** Writes a plan for nftables: rules at the beginning of the two chains. */
export const writeNftables: PlanWriter = (plan, { table, chains }) => ({
  remarks: [
    `Rules go in before the others of ${chains.inbound} and ${chains.outbound} in the table ${table}, bans included.`,
    "They are gone after a reload and after a reboot.",
  ],
  before: [],
  commands: (change) =>
    targetsOf(change, familiesOf(plan)).map(
      (target) =>
        `nft 'insert rule ${table} ${chains[change.direction]} ${ruleOf(change, target)}'`,
    ),
  after: [],
  rollback: {
    save: [`{ echo 'delete table ${table}'; nft list table ${table}; } > ${savedState}/table.nft`],
    undo: [`nft -f ${savedState}/table.nft`],
    confirm: [],
  },
});

function ruleOf(change: PlanChange, { family, networks }: Target): string {
  const [end, name] = change.direction === "inbound" ? ["saddr", "iifname"] : ["daddr", "oifname"];
  return [
    ...(change.action === "close" ? [`${name} != "lo" ct state new`] : []),
    ...(networks.length > 0
      ? [`${family === "ipv4" ? "ip" : "ip6"} ${end} { ${networks.join(", ")} }`]
      : family === undefined
        ? []
        : [`meta nfproto ${family}`]),
    `${change.protocol} dport ${rangeText(change.ports)}`,
    change.action === "open" ? "accept" : "drop",
  ].join(" ");
}
