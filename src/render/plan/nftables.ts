import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { networksOf } from "../../net/address-set.ts";
import { rangeText } from "../../net/port-range.ts";
import { remotesOf } from "../../net/remote-addresses.ts";
import type { Family, Protocol, RulePlace } from "../../net/types.ts";
import { exposureOf } from "./exposure-of.ts";
import { placeChecks } from "./place-checks.ts";
import { type ChainFormat, type PlacedRules, placedRules } from "./placed-rules.ts";
import { planTag } from "./plan-tag.ts";
import { ruleText } from "./rule-text.ts";
import { savedState } from "./saved-state.ts";
import { shellWord } from "./shell-word.ts";
import { othersOf, targetsOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

const nameOfTable = /^(?:inet|ip|ip6) [A-Za-z_][\w./-]{0,254}$/;
const nameOfChain = /^[A-Za-z_][\w./-]{0,254}$/;

const format: ChainFormat = {
  printedBy: "nft list ruleset",
  isTable: (name) => nameOfTable.test(name),
  isChain: (name) => nameOfChain.test(name),
  unread: {
    table: "inet cpanel_ports",
    chains: { inbound: "input", outbound: "output" },
    // In the output of renderNftables, the chain policy closes ports.
    opensAt: "end",
  },
};

/** Writes a plan for nftables: each change is one transaction. */
export const writeNftables: PlanWriter = (plan) => {
  const rules = new Map(plan.changes.map((each) => [each, placedRules(plan, each, format)]));
  const tag = planTag(rules);
  const places = [...rules.values()].flat();
  return {
    remarks: remarksOn(plan, places),
    before: [
      ...(places.some(({ at }) => typeof at !== "string") ? [placeFunction(tag)] : []),
      ...placeChecks(places, (place) => [placeCall(place)]),
    ],
    commands: (change, index) => [
      commandOf(change, rules.get(change) as readonly PlacedRules[], `${tag}-${index + 1}`),
    ],
    after: [],
    rollback: {
      save: [`nft list ruleset | grep -o '${tag}-[0-9]*' | sort -u > ${savedState}/tags`],
      undo: [
        `nft -a list ruleset | awk '
  BEGIN { while ((getline tag < "${savedState}/tags") > 0) old[tag] }
  /^table / { table = $2 " " $3 }
  /^\\tchain / { chain = $2 }
  match($0, /${tag}-[0-9]+/) && !(substr($0, RSTART, RLENGTH) in old) {
    sub(/.*# handle /, ""); print "delete rule", table, chain, "handle", $0
  }' | nft -f -`,
      ],
      confirm: [],
    },
  };
};

function remarksOn(plan: FirewallPlan, places: readonly PlacedRules[]): readonly string[] {
  const chains = [...new Set(places.map(({ table, chain }) => `${table} ${chain}`))].join(", ");
  return [
    ...(exposureOf(plan)
      ? [
          `Rules go into ${chains}, just before the rules that stop or accept the connections now. Bans before those rules still apply.`,
          "If the rules have changed since they were read, nothing is changed; create a new plan in that case.",
        ]
      : [
          `The current rules were not read: they are assumed to be table ${format.unread.table} as this package writes it.`,
        ]),
    "Reloading the rules or rebooting removes the changes. To keep them, add the rules to the file that is loaded then, such as /etc/nftables.conf; nft list ruleset shows them.",
  ];
}

/** Writes the shell function that finds the handle of the rule at a place, or checks that the chain ends there. */
function placeFunction(tag: string): string {
  return `# place FAMILY TABLE CHAIN COUNT RULE: prints the handle of the rule that follows COUNT others, if it is RULE.
place() {
  nft -s -a list chain "$1" "$2" "$3" | chain="$2 $3" before=$4 rule=$5 awk '
    BEGIN { before = ENVIRON["before"] + 0 }
    /^\\t\\t/ && !/^\\t\\t(type [a-z]+ hook |comment "|flags )/ && !/comment "${tag}-/ {
      if (count++ == before) line = $0
    }
    END {
      handle = line; sub(/.*# handle /, "", handle)
      sub(/ # handle [0-9]+$/, "", line); gsub(/[ \\t]+/, " ", line); sub(/^ /, "", line)
      rule = ENVIRON["rule"]; gsub(/\\n /, " ", rule)
      if (rule == "" ? count == before : line == rule) {
        if (rule != "") print handle
      } else {
        print "The rules of " ENVIRON["chain"] " changed since they were read: create a new plan." > "/dev/stderr"
        exit 1
      }
    }'
}`;
}

/** The counters of a rule, which change on their own, and the handle that nft prints after it. */
const volatile = / packets \d+ bytes \d+| used \d+ \w+(?= )| # handle \d+$/g;

/** Returns the call of the shell function that finds a place. */
function placeCall(place: RulePlace): string {
  return `place ${place.table} ${place.chain} ${place.position} ${shellWord(ruleText(place, volatile))}`;
}

/** Writes one command that adds the rules of a change to each chain that lacks them. */
function commandOf(change: PlanChange, places: readonly PlacedRules[], tag: string): string {
  const nameOf = ({ table, chain }: PlacedRules) => `${table} ${chain}`;
  const chains = new Set(places.map(nameOf));
  return [
    "rules=",
    ...[...chains].flatMap((chain) => [
      `if ! nft list chain ${chain} | grep -qF '"${tag}"'; then`,
      ...places
        .filter((each) => nameOf(each) === chain)
        .flatMap((each) => additionsOf(change, each, tag))
        .map((line) => `  ${line}`),
      "fi",
    ]),
    '[ -z "$rules" ] || nft "$rules"',
  ].join("\n");
}

/** Writes the lines that add the rules for a place to the command. */
function additionsOf(change: PlanChange, placed: PlacedRules, tag: string): readonly string[] {
  const { table, chain, at, families } = placed;
  const isAtEnd = at === "end" || (typeof at !== "string" && at.rule === null);
  const handle = isAtEnd || typeof at === "string" ? "" : ` handle '$handle'`;
  const where = `${isAtEnd ? "add" : "insert"} rule ${table} ${chain}${handle}`;
  return [
    ...(typeof at === "string" ? [] : [isAtEnd ? placeCall(at) : `handle=$(${placeCall(at)})`]),
    ...endsOf(change, families, table).map(
      (end) => `rules=$rules'${where} ${ruleOf(change, placed, end)} comment "${tag}";'`,
    ),
  ];
}

/** The maximum number of networks in a rule, to limit the length of lines. */
const networksInRule = 50;

/** Returns the address match of each rule; an empty match for everybody. */
function endsOf(change: PlanChange, families: readonly Family[], table: string): readonly string[] {
  const end = change.direction === "inbound" ? "saddr" : "daddr";
  const remotes = remotesOf(change.who, families);
  const rest = othersOf(remotes, families);
  return targetsOf(remotes, families).flatMap(({ family, networks }) => {
    if (family === undefined || networks.length === 0) {
      return family !== undefined && table.startsWith("inet ") ? [`meta nfproto ${family}`] : [""];
    }
    const field = `${family === "ipv4" ? "ip" : "ip6"} ${end}`;
    const others = networksOf(rest[family], family);
    if (others.length < networks.length && others.length <= networksInRule) {
      return [`${field} != { ${others.map(({ text }) => text).join(", ")} }`];
    }
    return Array.from({ length: Math.ceil(networks.length / networksInRule) }, (_, index) => {
      const some = networks.slice(index * networksInRule, (index + 1) * networksInRule);
      return `${field} { ${some.join(", ")} }`;
    });
  });
}

function ruleOf({ action, direction, protocol }: PlanChange, placed: PlacedRules, end: string) {
  const { at, ports } = placed;
  const [own, name] = direction === "inbound" ? ["daddr", "iifname"] : ["saddr", "oifname"];
  return [
    ...(action === "close" ? [`${name} != "lo"`, ...newConnections[protocol]] : []),
    ...(end === "" ? [] : [end]),
    ...(typeof at !== "string" && at.isShared ? [`fib ${own} type local`] : []),
    `${protocol} dport ${rangeText(ports)}`,
    action === "open" ? "accept" : "drop",
  ].join(" ");
}

/** The matches of packets that open connections; the flags match TCP even if conntrack does not track it. */
const newConnections: Readonly<Record<Protocol, readonly string[]>> = {
  tcp: ["ct state new,untracked", "tcp flags & (fin | syn | rst | ack) == syn"],
  udp: ["ct state new"],
};
