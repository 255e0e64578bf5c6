import type { PlanChange } from "../../audit/types.ts";
import { rangeText } from "../../net/port-range.ts";
import { familiesOf, type Target, targetsOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

/** Writes a plan for nftables: rules at the beginning of the two chains. */
export const writeNftables: PlanWriter = (plan, { table, chains }) => ({
  before: [
    `# Rules go in before the others of ${chains.inbound} and ${chains.outbound} in the table ${table}, bans included.`,
    "# They are gone when the rules are loaded anew.",
  ],
  commands: (change) =>
    targetsOf(change, familiesOf(plan)).map(
      (target) =>
        `nft 'insert rule ${table} ${chains[change.direction]} ${ruleOf(change, target)}'`,
    ),
  after: [],
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
