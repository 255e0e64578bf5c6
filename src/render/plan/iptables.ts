import type { PlanChange } from "../../audit/types.ts";
import { rangeText } from "../../net/port-range.ts";
import type { Family } from "../../net/types.ts";
import { savedState } from "./saved-state.ts";
import { familiesOf, targetsOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

/** Writes a plan for iptables and ip6tables: rules at the beginning of INPUT and OUTPUT. */
export const writeIptables: PlanWriter = (plan) => ({
  remarks: [
    "Rules go in before the others, bans included. They are gone after a reload and after a reboot.",
  ],
  before: [],
  commands: (change) => familiesOf(plan).flatMap((family) => commandsOf(change, family)),
  after: [],
  rollback: {
    save: familiesOf(plan).map(
      (family) => `${commandOf(family)}-save > ${savedState}/${family}.rules`,
    ),
    undo: familiesOf(plan).map(
      (family) => `${commandOf(family)}-restore ${savedState}/${family}.rules`,
    ),
    confirm: [],
  },
});

function commandOf(family: Family): "ip6tables" | "iptables" {
  return family === "ipv4" ? "iptables" : "ip6tables";
}

function commandsOf(change: PlanChange, family: Family): readonly string[] {
  const isInbound = change.direction === "inbound";
  const match = [
    isInbound ? "INPUT" : "OUTPUT",
    ...(change.action === "close" ? [isInbound ? "! -i lo" : "! -o lo"] : []),
    `-p ${change.protocol}`,
    ...(change.action === "close" ? ["-m conntrack --ctstate NEW"] : []),
    `--dport ${rangeText(change.ports, ":")}`,
  ];
  const target = change.action === "open" ? "ACCEPT" : "DROP";
  return targetsOf(change, [family]).flatMap(({ networks }) =>
    (networks.length > 0 ? networks : [undefined]).map((network) => {
      const end = network === undefined ? "" : ` ${isInbound ? "-s" : "-d"} ${network}`;
      return `${commandOf(family)} -I ${match.join(" ")}${end} -j ${target}`;
    }),
  );
}
