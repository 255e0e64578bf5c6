import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
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
import { targetsOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

const tables: readonly string[] = ["filter", "mangle", "nat", "raw", "security"];

const format: ChainFormat = {
  printedBy: "iptables-save",
  isTable: (name) => tables.includes(name),
  // A name may contain any character except whitespace.
  isChain: (name) => /^[^-!\s\p{Cc}][^\s\p{Cc}]*$/u.test(name),
  unread: {
    table: "filter",
    chains: { inbound: "INPUT", outbound: "OUTPUT" },
    opensAt: "start",
  },
};

/** Writes a plan for iptables and ip6tables. */
export const writeIptables: PlanWriter = (plan) => {
  const rules = new Map(plan.changes.map((each) => [each, placedRules(plan, each, format)]));
  const tag = planTag(rules);
  const places = [...rules.values()].flat();
  const touched = [
    ...new Map(
      places.flatMap(({ table, families }) =>
        families.map((family) => [`${family} ${table}`, { table, family }] as const),
      ),
    ).values(),
  ];
  return {
    remarks: remarksOn(plan, places),
    before: [
      ...(places.some(({ at }) => typeof at !== "string") ? [placeFunction(tag)] : []),
      ...placeChecks(places, (place, families) =>
        families.map((family) => placeCall(place, family)),
      ),
    ],
    commands: (change, index) =>
      (rules.get(change) as readonly PlacedRules[]).flatMap((each) =>
        each.families.flatMap((family) => commandsOf(change, each, family, `${tag}-${index + 1}`)),
      ),
    after: [],
    rollback: {
      save: touched.map(
        ({ table, family }) =>
          `${commandOf(family)}-save -t ${table} | grep -o '${tag}-[0-9]*' | sort -u > ${savedState}/${family}-${table}.tags`,
      ),
      undo: touched.map((each) => undoOf(each, tag)),
      confirm: [],
    },
  };
};

function undoOf(
  { table, family }: { readonly table: string; readonly family: Family },
  tag: string,
): string {
  return `{ echo '*${table}'; ${commandOf(family)}-save -t ${table} | awk '
  BEGIN { while ((getline tag < "${savedState}/${family}-${table}.tags") > 0) old[tag] }
  /^-A / && match($0, /${tag}-[0-9]+/) && !(substr($0, RSTART, RLENGTH) in old) { sub(/^-A/, "-D"); print }'
echo COMMIT; } | ${commandOf(family)}-restore -w --noflush`;
}

function remarksOn(plan: FirewallPlan, places: readonly PlacedRules[]): readonly string[] {
  const chains = [...new Set(places.map(({ table, chain }) => `${chain} (${table})`))].join(", ");
  return [
    ...(exposureOf(plan)
      ? [
          `Rules go into ${chains}, just before the rules that stop or accept the connections now. Bans before those rules still apply.`,
          "If the rules have changed since they were read, nothing is changed; create a new plan in that case.",
        ]
      : [
          "The current rules were not read: new rules go to the top of INPUT and OUTPUT, before any bans.",
        ]),
    "Reloading the rules or rebooting removes the changes. To keep them, save the rules to the file that is loaded then: netfilter-persistent save, or service iptables save.",
  ];
}

function commandOf(family: Family): "ip6tables" | "iptables" {
  return family === "ipv4" ? "iptables" : "ip6tables";
}

/** Writes the shell function that finds the number of the rule at a place, or checks that the chain ends there. */
function placeFunction(tag: string): string {
  return `# place COMMAND TABLE CHAIN COUNT RULE: prints the number of the rule that follows COUNT others, if it is RULE.
place() {
  "$1" -w -t "$2" -S "$3" | chain="$3 ($2)" before=$4 rule=$5 awk '
    BEGIN { before = ENVIRON["before"] + 0 }
    /^-A / {
      number++
      if (!/--comment "?${tag}-/ && count++ == before) { line = $0; at = number }
    }
    END {
      gsub(/[ \\t]+/, " ", line)
      rule = ENVIRON["rule"]; gsub(/\\n /, " ", rule)
      if (rule == "" ? count == before : line == rule) {
        if (rule != "") print at
      } else {
        print "The rules of " ENVIRON["chain"] " changed since they were read: create a new plan." > "/dev/stderr"
        exit 1
      }
    }'
}`;
}

/** The counters that iptables-save prints before a rule. */
const volatile = /^\[\d+:\d+\] /;

/** Returns the call of the shell function that finds a place. */
function placeCall(place: RulePlace, family: Family): string {
  return `place ${commandOf(family)} ${place.table} ${shellWord(place.chain)} ${place.position} ${shellWord(ruleText(place, volatile))}`;
}

/** The matches of packets that open connections; `--syn` matches TCP even if conntrack does not track it. */
const newConnections: Readonly<Record<Protocol, readonly string[]>> = {
  tcp: ["--syn", "-m conntrack --ctstate NEW,UNTRACKED"],
  udp: ["-m conntrack --ctstate NEW"],
};

/** Writes the rules of a change at one place, unless they already exist. */
function commandsOf(
  change: PlanChange,
  { table, chain, at, ports }: PlacedRules,
  family: Family,
  tag: string,
): readonly string[] {
  const isInbound = change.direction === "inbound";
  const isClosing = change.action === "close";
  const match = [
    ...(isClosing ? [isInbound ? "! -i lo" : "! -o lo"] : []),
    `-p ${change.protocol}`,
    ...(isClosing ? newConnections[change.protocol] : []),
    ...(typeof at !== "string" && at.isShared
      ? [`-m addrtype --${isInbound ? "dst" : "src"}-type LOCAL`]
      : []),
    `--dport ${rangeText(ports, ":")}`,
    `-m comment --comment ${tag}`,
  ].join(" ");
  const start = `${commandOf(family)} -w -t ${table}`;
  const name = shellWord(chain);
  return targetsOf(remotesOf(change.who, [family]), [family]).flatMap(({ networks }) =>
    (networks.length > 0 ? networks : [undefined]).map((network) => {
      const end = network === undefined ? "" : ` ${isInbound ? "-s" : "-d"} ${network}`;
      const rule = `${match}${end} -j ${isClosing ? "DROP" : "ACCEPT"}`;
      const check = `${start} -C ${name} ${rule} 2>/dev/null`;
      if (typeof at === "string") {
        return `${check} || ${start} -I ${name} ${rule}`;
      }
      return at.rule === null
        ? `${check} || ${start} -A ${name} ${rule}`
        : `${check} || { number=$(${placeCall(at, family)}); ${start} -I ${name} "$number" ${rule}; }`;
    }),
  );
}
