import { permittedAfter } from "../../audit/permitted-after.ts";
import type { FirewallPlan } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { openAccess } from "../../net/access.ts";
import { allAddresses } from "../../net/address-set.ts";
import { csfListName } from "../../net/csf-list-name.ts";
import { isMostOf } from "../../net/is-most-of.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type {
  Direction,
  Family,
  Permitted,
  PortRange,
  Protocol,
  UndeterminedPorts,
} from "../../net/types.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { hostLines } from "../firewall/host-lines.ts";
import { allLimitedPorts } from "../firewall/limited-ports.ts";
import type { PlanWriter, WrittenPlan } from "./types.ts";

/** Writes a plan for CSF: the settings that change, and the lines to add to csf.allow. */
export const writeCsf: PlanWriter = (plan) => {
  const { actual } = plan;
  if (actual === null) {
    throw new InvalidOptionError(
      "the plan has no actual firewall, and csf sets its lists as a whole",
      { field: "plan", input: plan, expected: "a plan with an actual firewall" },
    );
  }
  return writeLists(plan, actual);
};

function writeLists(plan: FirewallPlan, before: PolicyOrExposure): WrittenPlan {
  const after = permittedAfter(before, plan.changes);
  const undetermined = "undetermined" in before ? before.undetermined : [];
  const old = csfLists(before);
  const known = new Set(csfAllowed(before));
  const settings = [...csfLists(after)].filter(([name, value]) => old.get(name) !== value);
  for (const [name] of settings) {
    if (undetermined.some((each) => isInCsfList(name, each))) {
      throw new InvalidOptionError(
        `the firewall does not tell which ports of ${name} are open, and csf sets its lists as a whole`,
        { field: "plan", input: plan, expected: "a plan whose firewall does" },
      );
    }
  }
  const lines = csfAllowed(after).filter((line) => !known.has(line));
  return {
    remarks: ["The lists are set as a whole."],
    before: ["cp -p /etc/csf/csf.conf /etc/csf/csf.conf.before-cpanel-ports"],
    commands: () => [],
    after: [
      ...settings.map(
        ([name, value]) =>
          `sed -i 's/^[[:space:]]*${name}[[:space:]]*=.*/${name} = "${value}"/' /etc/csf/csf.conf`,
      ),
      ...lines.map((line) => `echo '${line}' >> /etc/csf/csf.allow`),
      "csf --restartall",
    ],
    rollback: { save: [], undo: [], confirm: [] },
  };
}

function isInCsfList(name: string, { direction, protocol }: UndeterminedPorts): boolean {
  return allFamilies.some((family) => csfListName(direction, protocol, family) === name);
}

/** The lists of csf.conf: a port is in one where most addresses of its family may use it. */
function csfLists(policy: Permitted): ReadonlyMap<string, string> {
  return new Map(
    policy.families.flatMap((family) =>
      (["tcp", "udp"] as const).flatMap((protocol) =>
        (["inbound", "outbound"] as const).map(
          (direction) =>
            [
              csfListName(direction, protocol, family),
              csfList(policy, direction, protocol, family),
            ] as const,
        ),
      ),
    ),
  );
}

function csfList(
  policy: Permitted,
  direction: Direction,
  protocol: Protocol,
  family: Family,
): string {
  return openAccess(policy, direction, protocol, [family])
    .filter(({ value }) => isMostOf(value[family], allAddresses[family]))
    .flatMap(asPorts)
    .join(",");
}

/** Ports one by one where they are few, as people write them in csf.conf. */
function asPorts({ from, through }: PortRange): readonly string[] {
  return through - from < 5
    ? Array.from({ length: through - from + 1 }, (_, index) => String(from + index))
    : [`${from}:${through}`];
}

function csfAllowed(policy: Permitted): readonly string[] {
  const limited = policy.rules.filter(({ sources }) => sources !== "any");
  return hostLines(allLimitedPorts({ ...policy, rules: limited }), "|");
}
