import { checkPlan } from "../../audit/check-plan.ts";
import { permittedAfter } from "../../audit/permitted-after.ts";
import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { openAccess } from "../../net/access.ts";
import { allAddresses, countAddresses, networksOf } from "../../net/address-set.ts";
import { csfListName } from "../../net/csf-list-name.ts";
import { isMostOf } from "../../net/is-most-of.ts";
import { rangeText } from "../../net/port-range.ts";
import { allFamilies, remotesOf } from "../../net/remote-addresses.ts";
import type {
  Direction,
  Family,
  Permitted,
  PortRange,
  Protocol,
  UndeterminedPorts,
} from "../../net/types.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { quote } from "../../util/quote.ts";
import { checkName } from "../firewall/check-name.ts";
import { hostLines } from "../firewall/host-lines.ts";
import { allLimitedPorts } from "../firewall/limited-ports.ts";
import { visible } from "../formats/escape/visible.ts";
import { whoText } from "../tables/who-text.ts";

/** A firewall for which {@link renderPlan} writes commands. */
export type PlanFormat = "csf" | "firewalld" | "iptables" | "nftables";

/** How {@link renderPlan} writes. */
export interface PlanOptions {
  /**
   * nftables: the table of the chains, with its family; `inet cpanel_ports` where it is left out, which
   * is the one that `renderNftables` writes.
   */
  readonly table?: string | undefined;
  /** nftables: the chain of what comes in; `input` where it is left out. */
  readonly inputChain?: string | undefined;
  /** nftables: the chain of what goes out; `output` where it is left out. */
  readonly outputChain?: string | undefined;
}

/**
 * Writes the changes of a plan as commands, for a shell, each below a comment with its reason.
 *
 * For nftables and iptables, rules go in before those that are there, so that they hold whatever comes
 * after, bans included; they are gone when the rules are loaded anew. An accept in one table or chain
 * of nftables does not undo a drop in another. For firewalld, the default zone is changed, and a policy
 * object limits what goes out. For CSF, whole lists are set, for which the plan needs the actual
 * firewall.
 *
 * @param plan - what `planAudit` or `planUpgrade` returned
 * @param format - the firewall: `nftables`, `iptables`, `firewalld` or `csf`
 * @returns the commands; comments alone where nothing is to be changed
 * @throws {@link index.InvalidOptionError} for a format that does not exist, a name that cannot be a
 *   table's or a chain's, and for CSF without an actual firewall, or where it leaves unknown what is in
 *   a list that changes
 * @throws {@link index.InvalidPolicyError} for a plan with changes that are none
 *
 * @example
 * ```ts
 * import { planUpgrade } from "cpanel-ports";
 * import { renderPlan } from "cpanel-ports/render";
 *
 * const commands = renderPlan(planUpgrade(110, 126), "iptables").split("\n");
 * commands.filter((line) => line.startsWith("iptables")); // => ["iptables -I INPUT ! -i lo -p tcp -m conntrack --ctstate NEW --dport 2091 -j DROP", "iptables -I OUTPUT ! -o lo -p tcp -m conntrack --ctstate NEW --dport 2195 -j DROP"]
 * ```
 */
export function renderPlan(
  plan: FirewallPlan,
  format: PlanFormat,
  options: PlanOptions = {},
): string {
  checkPlan(plan);
  if (!Object.hasOwn(writers, format)) {
    const accepted = Object.keys(writers);
    throw new InvalidOptionError(
      `format is ${quote(format)}; expected one of ${accepted.join(", ")}`,
      "format",
      format,
      accepted,
    );
  }
  const { before, commands, after } = writers[format](plan, readNames(options));
  return [
    `# ${visible(plan.title)}, written by cpanel-ports`,
    ...(plan.changes.some(mayLockOut) ? [lockout] : []),
    ...plan.unknown.map(
      (change) => `# NOT KNOWN whether needed: ${summary(change)}: ${visible(change.reason)}`,
    ),
    ...(plan.changes.length === 0 ? ["# nothing to change"] : []),
    ...(plan.changes.length > 0 ? before : []),
    ...plan.changes.flatMap((change) => [
      `# ${summary(change)}: ${visible(change.reason)}`,
      ...commands(change),
    ]),
    ...(plan.changes.length > 0 ? after : []),
    "",
  ].join("\n");
}

/** A port that no page documents may be the one of SSH. */
function mayLockOut({ action, direction, protocol, services }: PlanChange): boolean {
  return (
    action === "close" && direction === "inbound" && protocol === "tcp" && services.length === 0
  );
}

const lockout =
  "# WARNING: where SSH has a port that is closed here, nobody gets in any more: plan anew, with ssh replaced by that port.";

interface Writer {
  readonly before: readonly string[];
  readonly commands: (change: PlanChange) => readonly string[];
  readonly after: readonly string[];
}

interface Names {
  readonly table: string;
  readonly chains: Readonly<Record<Direction, string>>;
}

const writers: Readonly<Record<PlanFormat, (plan: FirewallPlan, names: Names) => Writer>> = {
  nftables: (plan, { table, chains }) => ({
    before: [
      `# Rules go in before the others of ${chains.inbound} and ${chains.outbound} in the table ${table}, bans included.`,
      "# They are gone when the rules are loaded anew.",
    ],
    commands: (change) =>
      targets(change, plan).map(({ family, networks }) => {
        const [end, name] =
          change.direction === "inbound" ? ["saddr", "iifname"] : ["daddr", "oifname"];
        const match = [
          ...(change.action === "close" ? [`${name} != "lo" ct state new`] : []),
          ...(networks.length > 0
            ? [`${family === "ipv4" ? "ip" : "ip6"} ${end} { ${networks.join(", ")} }`]
            : family === undefined
              ? []
              : [`meta nfproto ${family}`]),
          `${change.protocol} dport ${rangeText(change.ports)}`,
        ];
        const verdict = change.action === "open" ? "accept" : "drop";
        return `nft 'insert rule ${table} ${chains[change.direction]} ${match.join(" ")} ${verdict}'`;
      }),
    after: [],
  }),
  iptables: (plan) => ({
    before: [
      "# Rules go in before the others, bans included, and are gone when the rules are loaded anew.",
    ],
    commands: (change) =>
      familiesOf(plan).flatMap((only) =>
        targets(change, plan, only).flatMap(({ networks }) => {
          const isInbound = change.direction === "inbound";
          const match = [
            isInbound ? "INPUT" : "OUTPUT",
            ...(change.action === "close" ? [isInbound ? "! -i lo" : "! -o lo"] : []),
            `-p ${change.protocol}`,
            ...(change.action === "close" ? ["-m conntrack --ctstate NEW"] : []),
            `--dport ${rangeText(change.ports, ":")}`,
          ];
          const target = change.action === "open" ? "ACCEPT" : "DROP";
          const command = only === "ipv4" ? "iptables" : "ip6tables";
          return (networks.length > 0 ? networks : [undefined]).map((network) => {
            const end = network === undefined ? "" : ` ${isInbound ? "-s" : "-d"} ${network}`;
            return `${command} -I ${match.join(" ")}${end} -j ${target}`;
          });
        }),
      ),
    after: [],
  }),
  firewalld: (plan) => ({
    before: plan.changes.some(({ direction }) => direction === "outbound")
      ? [
          `firewall-cmd --permanent --get-policies | grep -qw ${outboundObject} || firewall-cmd --permanent --new-policy=${outboundObject}`,
          `firewall-cmd --permanent --policy=${outboundObject} --add-ingress-zone=HOST`,
          `firewall-cmd --permanent --policy=${outboundObject} --add-egress-zone=ANY`,
          `firewall-cmd --permanent --policy=${outboundObject} --set-priority=-2`,
        ]
      : [],
    commands: (change) =>
      targets(change, plan).flatMap(({ family, networks }) => {
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
      }),
    after: ["firewall-cmd --reload"],
  }),
  csf: (plan) => {
    const { actual } = plan;
    if (actual === null) {
      throw new InvalidOptionError(
        "the plan has no actual firewall; for csf, whose lists are set as a whole, expected a plan with one",
        "plan",
        plan,
        [],
      );
    }
    return csfWriter(plan, actual);
  },
};

/** The policy object of firewalld that holds what goes out. */
const outboundObject = "cpanel-ports-plan";

/** The settings that change, and the lines of csf.allow that come to it. */
function csfWriter(plan: FirewallPlan, before: PolicyOrExposure): Writer {
  const after = permittedAfter(before, plan.changes);
  const undetermined = "undetermined" in before ? before.undetermined : [];
  const old = csfLists(before);
  const known = new Set(csfAllowed(before));
  const settings = [...csfLists(after)].filter(([name, value]) => old.get(name) !== value);
  for (const [name] of settings) {
    if (undetermined.some((each) => isInCsfList(name, each))) {
      throw new InvalidOptionError(
        `the firewall does not tell which ports of ${name} are open; for csf, whose lists are set as a whole, expected a plan whose firewall does`,
        "plan",
        plan,
        [],
      );
    }
  }
  const lines = csfAllowed(after).filter((line) => !known.has(line));
  return {
    before: [
      "# The lists are set as a whole. Keep the file that there was:",
      "cp -p /etc/csf/csf.conf /etc/csf/csf.conf.before-cpanel-ports",
    ],
    commands: () => [],
    after: [
      ...settings.map(
        ([name, value]) =>
          `sed -i 's/^[[:space:]]*${name}[[:space:]]*=.*/${name} = "${value}"/' /etc/csf/csf.conf`,
      ),
      ...lines.map((line) => `echo '${line}' >> /etc/csf/csf.allow`),
      "csf --restartall",
    ],
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

function familiesOf({ actual }: FirewallPlan): readonly Family[] {
  return actual?.families ?? allFamilies;
}

/** Whom a change is for, as rules take it: everybody, a family, or networks of a family. */
function targets(
  change: PlanChange,
  plan: FirewallPlan,
  only?: Family,
): readonly { readonly family: Family | undefined; readonly networks: readonly string[] }[] {
  const families = only === undefined ? familiesOf(plan) : [only];
  const peers = remotesOf(change.who, families);
  const isAll = (family: Family) =>
    countAddresses(peers[family]) === countAddresses(allAddresses[family]);
  if (families.length === allFamilies.length && families.every(isAll)) {
    return [{ family: undefined, networks: [] }];
  }
  return families
    .filter((family) => peers[family].length > 0)
    .map((family) => ({
      family,
      networks: isAll(family) ? [] : networksOf(peers[family], family).map(({ text }) => text),
    }));
}

function summary({ action, direction, protocol, ports, label, who }: PlanChange): string {
  return visible(
    `${action} ${direction} ${protocol} ${rangeText(ports)} (${label}), for ${whoText(who)}`,
  );
}

function readNames({ table, inputChain, outputChain }: PlanOptions): Names {
  const chain = (option: string, name: string) =>
    checkName(
      option,
      name,
      /^[A-Za-z_][\w.-]{0,127}$/,
      "a letter or _, then letters, digits, _, . and -, 128 characters at most",
    );
  return {
    table: checkName(
      "table",
      table ?? "inet cpanel_ports",
      /^(?:inet|ip|ip6) [A-Za-z_][\w.-]{0,127}$/,
      "inet, ip or ip6, a space, and the name of a table",
    ),
    chains: {
      inbound: chain("inputChain", inputChain ?? "input"),
      outbound: chain("outputChain", outputChain ?? "output"),
    },
  };
}
