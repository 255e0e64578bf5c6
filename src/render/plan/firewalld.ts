import type { PlanChange } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { allAddresses } from "../../net/address-set.ts";
import { isMostOf } from "../../net/is-most-of.ts";
import { rangeText } from "../../net/port-range.ts";
import { isNobody, type RemoteAddresses, remotesOf } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import { firewalldCheck, firewalldFunctions, runsCommand } from "./firewalld-functions.ts";
import { zoneOf } from "./firewalld-zone.ts";
import { savedState } from "./saved-state.ts";
import { shellWord } from "./shell-word.ts";
import { familiesOf, othersOf, targetsOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

/** The firewalld policy object for outbound ports. */
const outboundObject = "cpanel-ports-plan";

/**
 * Writes a plan for firewalld that changes ports, services and rich rules of the zones that were read, and rich rules of
 * a policy object. With a rollback, the runtime configuration changes first, and the confirmation changes the permanent
 * one. Only a policy object needs a reload. The commands check that every port can be closed before the first change, and
 * print a line for each change.
 */
export const writeFirewalld: PlanWriter = (plan, { rollback }) => {
  const hasOutbound = plan.changes.some(({ direction }) => direction === "outbound");
  if (hasOutbound && rollback !== undefined) {
    throw new InvalidOptionError(
      "rollback is set, but firewalld can change policy objects (which limit outbound ports) only permanently",
      {
        field: "rollback",
        input: rollback,
        expected: "a plan without outbound changes, or no rollback",
      },
    );
  }
  const inbound = plan.changes.filter(({ direction }) => direction === "inbound");
  const zoneOfChange = new Map(
    inbound.map((change) => [change, zoneOf(change, plan) ?? defaultZone]),
  );
  const zones = [...new Set(zoneOfChange.values())];
  const changing = (change: PlanChange) =>
    commandsOf(change, familiesOf(plan), zoneOfChange.get(change));
  const steps = (change: PlanChange) => [
    `echo ${shellWord(stepText(change))}`,
    ...changing(change),
  ];
  const everything = plan.changes.flatMap(changing);
  const definitions = [
    ...(inbound.some(({ action }) => action === "close") ? firewalldFunctions : [runsCommand]),
    ...(zones.includes(defaultZone) ? ["zone=$(firewall-cmd --get-default-zone)"] : []),
  ];
  const check = firewalldCheck(everything.filter((each) => each.startsWith("close_port ")));
  const frame = hasOutbound ? reloading : rollback === undefined ? twice : atRunTime;
  return {
    remarks: [frame.remark, ...(zones.length > 0 ? [remarkOn(zones)] : [])],
    before: [...(rollback === undefined ? [...definitions, ...check] : []), ...frame.before],
    commands: steps,
    after: frame.after,
    rollback: {
      save: [...definitions, ...check, listFunction, ...zones.flatMap(saveZone)],
      undo: [listFunction, ...zones.flatMap((_, index) => restoreZone(index))],
      confirm: [
        ["scope=--permanent", ...definitions, listFunction, savePermanent(zones)].join("\n"),
        ...plan.changes.flatMap(steps),
      ],
    },
  };
};

function remarkOn(zones: readonly string[]): string {
  const names = zones.map((zone) => (zone === defaultZone ? "the default zone" : `zone ${zone}`));
  return `Inbound ports change only in ${names.join(" and ")}. Zones of other interfaces and sources stay unchanged.`;
}

/** The default zone; the commands look up its name. */
const defaultZone = '"$zone"';

/** The lines around the commands, and a remark on how long the changes last. */
interface Frame {
  readonly remark: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Without a rollback, a failure leaves the changes before it. */
const sayIncomplete = `trap 'echo "Stopped because a command failed: the changes are incomplete. Correct the problem, and run this again." >&2' EXIT`;

/** Changes both configurations without a reload, which would discard runtime-only changes of others. */
const twice: Frame = {
  remark:
    "Changes the runtime and the permanent configuration, so the changes survive a reload and a reboot. Nothing is reloaded.",
  before: [sayIncomplete, "changes() {"],
  after: [
    "}",
    "scope=",
    "echo 'Runtime configuration:'",
    "changes",
    "scope=--permanent",
    "echo 'Permanent configuration:'",
    "changes",
    "trap - EXIT",
  ],
};

const atRunTime: Frame = {
  remark:
    "Changes the runtime configuration first, and the permanent one when you confirm: from then on, the changes survive a reload and a reboot. Nothing is reloaded.",
  before: ["scope="],
  after: [],
};

const reloading: Frame = {
  remark:
    "Changes the permanent configuration and reloads firewalld, so the changes survive a reload and a reboot. If the reload would discard runtime-only changes, nothing is changed.",
  before: [
    "scope=--permanent",
    `# zones: lists the zones without the parts that always differ between the runtime and the permanent configuration
zones() { firewall-cmd "$@" --list-all-zones </dev/null | sed -e '/^[^ ]/s/ (.*)$//' -e '/^  interfaces:/d' -e 's/ *$//'; }
[ "$(zones)" = "$(zones --permanent)" ] || { echo 'Nothing was changed: a reload would discard runtime-only changes. First keep them (firewall-cmd --runtime-to-permanent) or discard them (firewall-cmd --reload).' >&2; exit 1; }`,
    sayIncomplete,
    `fw --get-policies | grep -qw ${outboundObject} || fw --new-policy=${outboundObject}`,
    `fw --policy=${outboundObject} --add-ingress-zone=HOST`,
    `fw --policy=${outboundObject} --add-egress-zone=ANY`,
    `fw --policy=${outboundObject} --set-priority=-2`,
  ],
  after: ["echo 'Reload'", "firewall-cmd --reload </dev/null", "trap - EXIT"],
};

const listed = "services ports protocols source-ports rich-rules";

/** Prints a list of a zone in the configuration of $scope, one item per line. */
const listFunction = `list() { if [ "$2" = rich-rules ]; then firewall-cmd $scope --zone="$1" --list-rich-rules; else firewall-cmd $scope --zone="$1" --list-"$2" | tr ' ' '\\n'; fi </dev/null | sed '/^$/d'; }`;

const saveLists = (zone: string, index: number, folder: string) =>
  `for kind in ${listed}; do list ${zone} $kind > ${folder}/zone${index}.$kind; done`;

const saveZone = (zone: string, index: number) => [
  `echo ${zone} > ${savedState}/zone${index}`,
  saveLists(zone, index, savedState),
];

const savedPermanent = `${savedState}/permanent`;

/** Saves the permanent configuration before its first change, for the undo. */
const savePermanent = (zones: readonly string[]) =>
  [
    `if [ ! -e ${savedPermanent} ]; then`,
    `  rm -rf ${savedPermanent}.new`,
    `  mkdir ${savedPermanent}.new`,
    ...zones.map((zone, index) => `  ${saveLists(zone, index, `${savedPermanent}.new`)}`),
    `  mv ${savedPermanent}.new ${savedPermanent}`,
    "fi",
  ].join("\n");

/** Restores the runtime configuration, and the permanent one if a confirmation has begun to change it. */
const restoreZone = (index: number) => [
  `zone=$(cat ${savedState}/zone${index})
for saved in ${savedState} ${savedPermanent}; do
  [ -d $saved ] || continue
  scope=
  [ $saved = ${savedState} ] || scope=--permanent
  for kind in ${listed}; do
    list "$zone" $kind > ${savedState}/now
    grep -vxF -f ${savedState}/now $saved/zone${index}.$kind | while IFS= read -r each; do firewall-cmd $scope --zone="$zone" --add-"\${kind%s}=$each" </dev/null; done
    grep -vxF -f $saved/zone${index}.$kind ${savedState}/now | while IFS= read -r each; do firewall-cmd $scope --zone="$zone" --remove-"\${kind%s}=$each" </dev/null; done
  done
done`,
];

/** Returns the line that a change prints, because firewalld can take seconds for each command. */
function stepText({ action, direction, protocol, ports }: PlanChange): string {
  return `${action} ${direction} ${protocol} ${rangeText(ports)}`;
}

/**
 * Returns the commands of a change.
 *
 * @param zone - the zone of an inbound change
 */
function commandsOf(
  change: PlanChange,
  families: readonly Family[],
  zone: string | undefined,
): readonly string[] {
  const { protocol, action, ports, who } = change;
  const remotes = remotesOf(who, families);
  if (zone === undefined) {
    return richRules(change, remotes, families, `--policy=${outboundObject}`);
  }
  const where = `--zone=${zone}`;
  const others = othersOf(remotes, families);
  if (action === "open") {
    return isNobody(others)
      ? [`fw ${where} --add-port=${rangeText(ports)}/${protocol}`]
      : richRules(change, remotes, families, where);
  }
  return families.every((family) => isMostOf(remotes[family], allAddresses[family]))
    ? [
        ...richRules({ ...change, action: "open" }, others, families, where),
        `close_port ${zone} ${ports.from} ${ports.through} ${protocol}`,
      ]
    : richRules(change, remotes, families, where);
}

/** Returns the commands that add the rich rules of a change for some addresses. */
function richRules(
  { direction, protocol, action, ports }: PlanChange,
  remotes: RemoteAddresses,
  families: readonly Family[],
  where: string,
): readonly string[] {
  const end = direction === "inbound" ? "source" : "destination";
  return targetsOf(remotes, families).flatMap(({ family, networks }) =>
    (networks.length > 0 ? networks : [undefined]).map((network) => {
      const rule = [
        "rule",
        ...(family === undefined ? [] : [`family="${family}"`]),
        ...(network === undefined ? [] : [`${end} address="${network}"`]),
        `port port="${rangeText(ports)}" protocol="${protocol}"`,
        action === "open" ? "accept" : "drop",
      ];
      return `fw ${where} --add-rich-rule='${rule.join(" ")}'`;
    }),
  );
}
