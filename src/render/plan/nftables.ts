import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { rangeText } from "../../net/port-range.ts";
import type { RulePlace } from "../../net/types.ts";
import { type ChainFormat, type PlacedRules, placedRules } from "./placed-rules.ts";
import { planTag } from "./plan-tag.ts";
import { ruleText } from "./rule-text.ts";
import { savedState } from "./saved-state.ts";
import { shellWord } from "./shell-word.ts";
import { type Target, targetsOf } from "./targets.ts";
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
      ...checksOf(places),
    ],
    commands: (change) => [
      commandOf(
        change,
        rules.get(change) as readonly PlacedRules[],
        `${tag}-${plan.changes.indexOf(change) + 1}`,
      ),
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

function remarksOn({ actual }: FirewallPlan, places: readonly PlacedRules[]): readonly string[] {
  const chains = [...new Set(places.map(({ table, chain }) => `${table} ${chain}`))].join(", ");
  return [
    ...(actual !== null && "closed" in actual
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
      rule = ENVIRON["rule"]; isCut = sub(/[.][.][.]$/, "", rule)
      if (rule == "" ? count == before : line == rule || "rule handle " handle == rule || isCut && index(line, rule) == 1) {
        if (rule != "") print handle
      } else {
        print "The rules of " ENVIRON["chain"] " changed since they were read: plan anew." > "/dev/stderr"
        exit 1
      }
    }'
}`;
}

/** What changes in a rule while nobody changes it, and the number that nft prints behind it. */
const volatile =
  / packets \d+ bytes \d+|(?<=counter)[^"]{0,40}(?=…$)| used \d+ \w+(?= )|(?<=^rule handle \d+) .*| # handle \d+$/g;

/** Returns the call of the function that finds a place. */
function placeCall(place: RulePlace): string {
  return `place ${place.table} ${place.chain} ${place.position} ${shellWord(ruleText(place, volatile))}`;
}

function checksOf(places: readonly PlacedRules[]): readonly string[] {
  const calls = places.flatMap(({ at }) => (typeof at === "string" ? [] : [placeCall(at)]));
  return [...new Set(calls)].map((call) => `${call} > /dev/null`);
}

/** Writes the rules of a change as one command, unless they are there. */
function commandOf(change: PlanChange, places: readonly PlacedRules[], tag: string): string {
  const handles = new Map<string, string>();
  const statements = places.flatMap((each) => {
    const { table, chain, at, families } = each;
    let where = `${at === "end" ? "add" : "insert"} rule ${table} ${chain}`;
    if (typeof at !== "string") {
      const call = placeCall(at);
      const name = handles.get(call) ?? `handle${handles.size + 1}`;
      handles.set(call, at.rule === null ? "" : name);
      where =
        at.rule === null
          ? `add rule ${table} ${chain}`
          : `insert rule ${table} ${chain} handle '"$${name}"'`;
    }
    return targetsOf(change, families).map(
      (target) => `${where} ${ruleOf(change, each, target)} comment "${tag}"`,
    );
  });
  const [{ table, chain }] = places as readonly [PlacedRules];
  return [
    `if ! nft list chain ${table} ${chain} | grep -qF '"${tag}"'; then`,
    ...[...handles].map(([call, name]) => `  ${name === "" ? call : `${name}=$(${call})`} &&`),
    `  nft '${statements.join("; ")}'`,
    "fi",
  ].join("\n");
}

function ruleOf(
  change: PlanChange,
  { table, at, ports }: PlacedRules,
  { family, networks }: Target,
): string {
  const isInbound = change.direction === "inbound";
  const [end, own, name] = isInbound
    ? ["saddr", "daddr", "iifname"]
    : ["daddr", "saddr", "oifname"];
  return [
    ...(change.action === "close" ? [`${name} != "lo" ct state new`] : []),
    ...(networks.length > 0
      ? [`${family === "ipv4" ? "ip" : "ip6"} ${end} { ${networks.join(", ")} }`]
      : family !== undefined && table.startsWith("inet ")
        ? [`meta nfproto ${family}`]
        : []),
    ...(typeof at !== "string" && at.isShared ? [`fib ${own} type local`] : []),
    `${change.protocol} dport ${rangeText(ports)}`,
    change.action === "open" ? "accept" : "drop",
  ].join(" ");
}
