import { addresses } from "./network.ts";
import { portText } from "./port-text.ts";
import type { Condition, Place, RandomBase, RandomFilter, RandomRule } from "./random-filter.ts";

type Family = "ipv4" | "ipv6";
type Direction = "inbound" | "outbound";

/** The base chains of the tables. */
const tables: Readonly<Record<Place, readonly string[]>> = {
  raw: ["PREROUTING", "OUTPUT"],
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  security: ["INPUT", "FORWARD", "OUTPUT"],
};

/** The ipsets that rules name, each with the office's address in one family. */
export const officeSets = `create office-ipv4 hash:ip family inet
add office-ipv4 ${addresses.office.ipv4}
create office-ipv6 hash:ip family inet6
add office-ipv6 ${addresses.office.ipv6}
`;

/** Parts of chain names that have a meaning elsewhere. */
const oddParts = ["-", "#", ":", "=", "(", "'", "@", "$", "ü☃", "!"];

/** Returns a filter as input for iptables-restore or ip6tables-restore; it replaces the content of all tables. */
export function iptablesText(filter: RandomFilter, family: Family): string {
  return (Object.keys(tables) as Place[])
    .map((place) => {
      const own = (["inbound", "outbound"] as const).flatMap((direction) =>
        filter[direction]
          .filter((base) => base.place === place)
          .map((base) => chainsOf(base, direction, family)),
      );
      const policies = new Map(own.map(({ name, policy }) => [name, policy]));
      return [
        `*${place}`,
        ...(tables[place] as string[]).map(
          (name) => `:${name} ${policies.get(name) ?? "ACCEPT"} [0:0]`,
        ),
        ...own.flatMap(({ declarations }) => declarations),
        ...own.flatMap(({ rules }) => rules),
        "COMMIT\n",
      ].join("\n");
    })
    .join("");
}

function chainsOf(
  { place, policy, rules, chains }: RandomBase,
  direction: Direction,
  family: Family,
) {
  const early = place === "raw" || place === "nat" || (place === "mangle" && rules.length === 1);
  const name = direction === "outbound" ? "OUTPUT" : early ? "PREROUTING" : "INPUT";
  const nameOf = (index: number) => `${direction}${oddParts[index % oddParts.length]}${index}`;
  const icmp = family === "ipv4" ? "icmp" : "ipv6-icmp";
  const write = (chain: string, list: readonly RandomRule[]) =>
    list.map((rule) => `-A ${chain} ${ruleText(rule, direction, family, nameOf)}`);
  return {
    name,
    policy: policy.toUpperCase().replace("DROP", "DROP"),
    declarations: chains.map((_, index) => `:${nameOf(index)} - [0:0]`),
    rules: [
      // Answers, and what finds the neighbors, pass in every place that may drop.
      ...(place === "raw" || place === "nat"
        ? []
        : [
            `-A ${name} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
            `-A ${name} -p ${icmp} -j ACCEPT`,
          ]),
      ...write(name, rules),
      ...chains.flatMap((list, index) => write(nameOf(index), list)),
    ],
  };
}

function ruleText(
  { conditions, action }: RandomRule,
  direction: Direction,
  family: Family,
  nameOf: (chain: number) => string,
): string {
  const isTcp = conditions.some(
    (each) => each.kind === "protocol" && each.protocol === "tcp" && !each.negated,
  );
  const target = () => {
    switch (action.kind) {
      case "jump":
        return `-j ${nameOf(action.chain)}`;
      case "goto":
        return `-g ${nameOf(action.chain)}`;
      case "reject":
        return isTcp ? "-j REJECT --reject-with tcp-reset" : "-j REJECT";
      case "count":
        return '-j LOG --log-prefix "-j ACCEPT "';
      case "mark":
        return "-j MARK --set-xmark 0x2/0xff";
      case "redirect":
        return `-j REDIRECT --to-ports ${action.port}`;
      default:
        return `-j ${action.kind.toUpperCase()}`;
    }
  };
  return [...conditions.map((each) => conditionText(each, direction, family)), target()].join(" ");
}

function conditionText(condition: Condition, direction: Direction, family: Family): string {
  const isInbound = direction === "inbound";
  const not = "negated" in condition && condition.negated ? "! " : "";
  switch (condition.kind) {
    case "protocol": {
      const { protocol } = condition;
      return `${not}-p ${protocol === "icmp" && family === "ipv6" ? "ipv6-icmp" : protocol}`;
    }
    case "destination-ports":
    case "source-ports": {
      const { ranges, protocol, kind } = condition;
      const letter = kind === "source-ports" ? "s" : "d";
      const texts = ranges.map(({ from, through }) =>
        from === through ? portText(from) : `${from}:${through}`,
      );
      return texts.length === 1
        ? `-m ${protocol} ${not}--${letter}port ${texts}`
        : `-m multiport ${not}--${letter}ports ${texts}`;
    }
    case "peers":
    case "own": {
      const isSource = (condition.kind === "peers") === isInbound;
      const text = condition.peers[family];
      if (condition.kind === "peers" && text === addresses.office[family]) {
        return `-m set ${not}--match-set office-${family} ${isSource ? "src" : "dst"}`;
      }
      return text.includes("-")
        ? `-m iprange ${not}--${isSource ? "src" : "dst"}-range ${text}`
        : `${not}-${isSource ? "s" : "d"} ${text}`;
    }
    case "state":
      return `-m conntrack ${not}--ctstate ${condition.states.join().toUpperCase()}`;
    case "flags":
      return `-m tcp ${not}--tcp-flags ${condition.mask.join().toUpperCase()} ${condition.wanted.join().toUpperCase()}`;
    case "interface":
      return `${not}-${isInbound ? "i" : "o"} ${condition.name}`;
    case "destination-type":
      return `-m addrtype ${not}--dst-type ${condition.types.join().toUpperCase()}`;
    case "packet-type":
      return `-m pkttype ${not}--pkt-type ${condition.type}`;
    case "comment":
      return `-m comment --comment "${condition.text}"`;
    case "mark":
      return `-m mark ${not}--mark ${condition.isSet ? "0x2" : "0x1"}`;
    case "limit":
      return condition.isBeyond
        ? "-m connlimit --connlimit-above 100000 --connlimit-mask 0"
        : "-m limit --limit 10000/sec --limit-burst 10000";
  }
}
