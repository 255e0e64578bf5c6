import type { PlanChange } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { allAddresses } from "../../net/address-set.ts";
import { isMostOf } from "../../net/is-most-of.ts";
import { rangeText } from "../../net/port-range.ts";
import { remotesOf } from "../../net/remote-addresses.ts";
import type { Family, WhoMay } from "../../net/types.ts";
import { firewalldFunctions, runsCommand } from "./firewalld-functions.ts";
import { zoneOf } from "./firewalld-zone.ts";
import { familiesOf, targetsOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

/** The policy object of firewalld that holds what goes out. */
const outboundObject = "cpanel-ports-plan";

/**
 * Writes a plan for firewalld: ports, services and rich rules of the zones that were read, and rich rules of a policy
 * object. With a rollback, they are changed at run time first, and for good by the confirmation.
 */
export const writeFirewalld: PlanWriter = (plan, { hasRollback }) => {
  const hasOutbound = plan.changes.some(({ direction }) => direction === "outbound");
  if (hasOutbound && hasRollback) {
    throw new InvalidOptionError(
      "rollback is set, and firewalld makes policy objects, which hold what goes out, only for good",
      {
        field: "rollback",
        input: plan,
        expected: "a plan without outbound changes, or no rollback",
      },
    );
  }
  const inbound = plan.changes.filter(({ direction }) => direction === "inbound");
  const isDefault = inbound.some((change) => zoneOf(change, plan) === undefined);
  const definitions = [
    ...(inbound.some(({ action }) => action === "close") ? firewalldFunctions : [runsCommand]),
    ...(isDefault ? ["zone=$(firewall-cmd --get-default-zone)"] : []),
  ];
  const commands = (change: PlanChange) =>
    commandsOf(change, familiesOf(plan), zoneOf(change, plan) ?? '"$zone"');
  return {
    remarks: [
      hasRollback
        ? "The changes are made at run time, and for good when they are confirmed: then they last over a reload and a reboot. Undoing them reloads firewalld, so that what else was changed at run time only is gone."
        : "The changes are made for good: they last over a reload and a reboot. The reload at the end takes away what was changed at run time only.",
    ],
    before: [
      `scope=${hasRollback ? "" : "--permanent"}`,
      ...definitions,
      ...(hasOutbound ? outboundPolicy() : []),
    ],
    commands,
    after: hasRollback ? [] : ["firewall-cmd --reload"],
    rollback: {
      save: [],
      undo: ["firewall-cmd --reload"],
      confirm: ["scope=--permanent", ...definitions, ...plan.changes.flatMap(commands)],
    },
  };
};

const outboundPolicy = () => [
  `fw --get-policies | grep -qw ${outboundObject} || fw --new-policy=${outboundObject}`,
  `fw --policy=${outboundObject} --add-ingress-zone=HOST`,
  `fw --policy=${outboundObject} --add-egress-zone=ANY`,
  `fw --policy=${outboundObject} --set-priority=-2`,
];

function commandsOf(
  change: PlanChange,
  families: readonly Family[],
  zone: string,
): readonly string[] {
  const { direction, protocol, action, ports, who } = change;
  const remotes = remotesOf(who, families);
  const isForMost = families.every((family) => isMostOf(remotes[family], allAddresses[family]));
  if (direction === "inbound" && isForMost && action === "open" && who.except.length === 0) {
    return [`fw --zone=${zone} --add-port=${rangeText(ports)}/${protocol}`];
  }
  if (direction === "inbound" && isForMost && action === "close") {
    return [
      ...(who.except.length > 0
        ? richRules(
            { ...change, action: "open" },
            { sources: who.except, except: [] },
            families,
            zone,
          )
        : []),
      `close_port ${zone} ${ports.from} ${ports.through} ${protocol}`,
    ];
  }
  return richRules(change, who, families, zone);
}

function richRules(
  change: PlanChange,
  who: WhoMay,
  families: readonly Family[],
  zone: string,
): readonly string[] {
  const isInbound = change.direction === "inbound";
  return targetsOf({ ...change, who }, families).flatMap(({ family, networks }) =>
    (networks.length > 0 ? networks : [undefined]).map((network) => {
      const rule = [
        "rule",
        ...(family === undefined ? [] : [`family="${family}"`]),
        ...(network === undefined
          ? []
          : [`${isInbound ? "source" : "destination"} address="${network}"`]),
        `port port="${rangeText(change.ports)}" protocol="${change.protocol}"`,
        change.action === "open" ? "accept" : "drop",
      ];
      const where = isInbound ? `--zone=${zone}` : `--policy=${outboundObject}`;
      return `fw ${where} --add-rich-rule='${rule.join(" ")}'`;
    }),
  );
}
