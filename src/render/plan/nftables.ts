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
    // What renderNftables writes leaves to the policy what is closed.
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
          `Rules go into ${chains}, just before those that stop or accept connections now; bans before these still hold.`,
          "If the rules are not those that were read any more, nothing is changed: plan anew then.",
        ]
      : [
          `The rules of the firewall were not read: it is assumed that they are those of ${format.unread.table}, as this package writes them.`,
        ]),
    "They are gone after a reload of the rules and after a reboot. To keep them, add them to the file that is loaded then, such as /etc/nftables.conf; nft list ruleset shows them.",
  ];
}

/** Writes the function that finds the handle of the rule at a place, or checks that a chain ends there. */
function placeFunction(tag: string): string {
  return `# place FAMILY TABLE CHAIN NUMBER RULE: prints the handle of the rule that so many are before, if it is that rule.
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
        print "The rules of " ENVIRON["chain"] " changed since they were read: plan anew." > "/dev/stderr"
        exit 1
      }
    }'
}`;
}

/** What changes in a rule while nobody changes it, and the number that nft prints behind it. */
const volatile = / packets \d+ bytes \d+| used \d+ \w+(?= )| # handle \d+$/g;

/** Returns the call of the function that finds a place. */
function placeCall(place: RulePlace): string {
  return `place ${place.table} ${place.chain} ${place.position} ${shellWord(ruleText(place, volatile))}`;
}

/** Writes the rules of a change as one command, for each chain that does not have them. */
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

/** Writes what adds the rules for a place to those of the command. */
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

/** Networks in a rule: lines of a script should not be much longer. */
const networksInRule = 50;

/** Returns the tests of the other end of connections, each for a rule: none for everybody. */
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

/** What holds for packets that open connections; the first one of TCP is known even if conntrack leaves it out. */
const newConnections: Readonly<Record<Protocol, readonly string[]>> = {
  tcp: ["ct state new,untracked", "tcp flags & (fin | syn | rst | ack) == syn"],
  udp: ["ct state new"],
};
