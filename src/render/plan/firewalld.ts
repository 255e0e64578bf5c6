import type { PlanChange } from "../../audit/types.ts";
import { rangeText } from "../../net/port-range.ts";
import { familiesOf, type Target, targetsOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

/** The policy object of firewalld that holds what goes out. */
const outboundObject = "cpanel-ports-plan";

/** Writes a plan for firewalld: ports and rich rules of the default zone and of a policy object. */
export const writeFirewalld: PlanWriter = (plan) => ({
  remarks: ["What is changed lasts."],
  before: plan.changes.some(({ direction }) => direction === "outbound")
    ? [
        `firewall-cmd --permanent --get-policies | grep -qw ${outboundObject} || firewall-cmd --permanent --new-policy=${outboundObject}`,
        `firewall-cmd --permanent --policy=${outboundObject} --add-ingress-zone=HOST`,
        `firewall-cmd --permanent --policy=${outboundObject} --add-egress-zone=ANY`,
        `firewall-cmd --permanent --policy=${outboundObject} --set-priority=-2`,
      ]
    : [],
  commands: (change) =>
    targetsOf(change, familiesOf(plan)).flatMap((target) => commandsOf(change, target)),
  after: ["firewall-cmd --reload"],
  rollback: { save: [], undo: [], confirm: [] },
});

function commandsOf(change: PlanChange, { family, networks }: Target): readonly string[] {
  const { direction, protocol, action } = change;
  const range = rangeText(change.ports);
  if (direction === "inbound" && action === "open" && family === undefined) {
    return [`firewall-cmd --permanent --add-port=${range}/${protocol}`];
  }
  const where = direction === "inbound" ? "" : ` --policy=${outboundObject}`;
  const end = direction === "inbound" ? "source" : "destination";
  return (networks.length > 0 ? networks : [undefined]).map((network) => {
    const rule = [
      "rule",
      ...(family === undefined ? [] : [`family="${family}"`]),
      ...(network === undefined ? [] : [`${end} address="${network}"`]),
      `port port="${range}" protocol="${protocol}"`,
      action === "open" ? "accept" : "drop",
    ];
    return `firewall-cmd --permanent${where} --add-rich-rule='${rule.join(" ")}'`;
  });
}
