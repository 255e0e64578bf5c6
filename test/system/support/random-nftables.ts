import { portSet } from "../../../src/net/port-set.ts";
import { portText } from "./port-text.ts";
import type {
  Condition,
  Place,
  RandomBase,
  RandomFilter,
  RandomRule,
  Range,
} from "./random-filter.ts";

type Direction = "inbound" | "outbound";

/** The table families that see IP packets. */
export type TableFamily = "inet" | "ip" | "ip6";

const hooks: Readonly<Record<Place, Readonly<Record<Direction, string>>>> = {
  raw: { inbound: "prerouting", outbound: "output" },
  mangle: { inbound: "prerouting", outbound: "postrouting" },
  nat: { inbound: "prerouting", outbound: "output" },
  filter: { inbound: "input", outbound: "output" },
  security: { inbound: "input", outbound: "output" },
};

const priorities: Readonly<Record<Place, string>> = {
  raw: "-300",
  mangle: "mangle",
  nat: "-100",
  filter: "filter",
  security: "security + 3",
};

/** Returns a filter as an nft table. */
export function nftablesText(filter: RandomFilter, family: TableFamily, name: string): string {
  const printer = new Printer(family);
  const chains = (["inbound", "outbound"] as const).flatMap((direction) =>
    filter[direction].flatMap((base) => printer.chainsOf(base, direction)),
  );
  return `table ${family} ${name} {\n${[...printer.sets, ...chains].join("\n")}\n}\n`;
}

/** Writes filters for nft, and varies between equivalent notations. */
class Printer {
  readonly sets: string[] = [];
  readonly #family: TableFamily;
  #turn = 0;

  constructor(family: TableFamily) {
    this.#family = family;
  }

  chainsOf({ place, policy, rules, chains }: RandomBase, direction: Direction): readonly string[] {
    const name = `${direction}-${place}`;
    const nameOf = (index: number) => `${name}-${index}`;
    const type = place === "nat" ? "nat" : "filter";
    const write = (list: readonly RandomRule[]) =>
      list.map((rule) => `    ${this.#rule(rule, direction, nameOf)}`);
    const answers = this.#oneOf(
      "ct state { established, related } accept",
      "ct state established,related accept",
      "ct state vmap { established : accept, related : accept, invalid : drop }",
    );
    return [
      // A chain must be there before a rule leads to it.
      ...chains
        .map((list, index) => `  chain ${nameOf(index)} {\n${write(list).join("\n")}\n  }`)
        .reverse(),
      `  chain ${name} {`,
      `    type ${type} hook ${hooks[place][direction]} priority ${priorities[place]}; policy ${policy};`,
      // Answers, and what finds the neighbors, pass in every place that may drop.
      ...(place === "raw" || place === "nat"
        ? []
        : [`    ${answers}`, "    meta l4proto { icmp, ipv6-icmp } accept"]),
      ...write(rules),
      "  }",
    ];
  }

  #oneOf<T>(...ways: readonly T[]): T {
    return ways[this.#turn++ % ways.length] as T;
  }

  #rule(
    { conditions, action }: RandomRule,
    direction: Direction,
    nameOf: (chain: number) => string,
  ): string {
    const isTcp = conditions.some(
      (each) => each.kind === "protocol" && each.protocol === "tcp" && !each.negated,
    );
    const verdict = () => {
      switch (action.kind) {
        case "jump":
        case "goto":
          return `${action.kind} ${nameOf(action.chain)}`;
        case "reject":
          return isTcp ? this.#oneOf("reject with tcp reset", "reject") : "reject";
        case "count":
          return this.#oneOf("counter", 'log prefix "accept "');
        case "mark":
          return "counter meta mark set 0x2";
        case "redirect":
          return `redirect to :${action.port}`;
        default:
          return action.kind;
      }
    };
    const pair = pairOf(conditions);
    if (pair && this.#oneOf(true, false)) {
      const others = conditions.filter(
        (each) => each !== pair.peers && each !== pair.ports && each.kind !== "comment",
      );
      return [
        ...others.map((each) => this.#condition(each, direction)),
        this.#concatenation(pair, direction, verdict()),
      ].join(" ");
    }
    // What is last may be the key of a map.
    const texts = conditions
      .filter(({ kind }) => kind !== "comment")
      .map((each) => this.#condition(each, direction));
    const key = conditions.at(-1);
    const isPlain = !["reject", "count", "mark", "redirect"].includes(action.kind);
    if (key?.kind === "destination-ports" && !key.negated && isPlain && this.#oneOf(false, true)) {
      const entries = portSet(key.ranges).map((range) => `${rangeText(range)} : ${verdict()}`);
      return [...texts.slice(0, -1), `${key.protocol} dport vmap { ${entries.join(", ")} }`].join(
        " ",
      );
    }
    if (key?.kind === "state" && !key.negated && isPlain && this.#oneOf(false, true)) {
      const entries = key.states.map((state) => `${state} : ${verdict()}`);
      return [...texts.slice(0, -1), `ct state vmap { ${entries.join(", ")} }`].join(" ");
    }
    const comment = conditions.flatMap((each) =>
      each.kind === "comment" ? [`comment "${each.text}"`] : [],
    );
    return [...texts, ...this.#oneOf([], ["counter"]), verdict(), ...comment].join(" ");
  }

  /** Writes machines and ports as one comparison, or as the key of a map. */
  #concatenation({ peers, ports }: Pair, direction: Direction, verdict: string): string {
    const family = this.#family === "inet" ? this.#oneOf("ip", "ip6") : this.#family;
    const end = direction === "inbound" ? "saddr" : "daddr";
    const key = `${family} ${end} . ${ports.protocol} dport`;
    const address = peers.peers[family === "ip" ? "ipv4" : "ipv6"];
    const elements = portSet(ports.ranges).map((range) => `${address} . ${rangeText(range)}`);
    return this.#oneOf(
      () => `${key} { ${elements.join(", ")} } ${verdict}`,
      () =>
        `${key} @${this.#set(`${family === "ip" ? "ipv4" : "ipv6"}_addr . inet_service`, elements.join(", "))} ${verdict}`,
      () =>
        /^(?:accept|drop|return|jump|goto)/.test(verdict)
          ? `${key} vmap { ${elements.map((each) => `${each} : ${verdict}`).join(", ")} }`
          : `${key} { ${elements.join(", ")} } ${verdict}`,
    )();
  }

  #condition(condition: Condition, direction: Direction): string {
    const isInbound = direction === "inbound";
    const not = "negated" in condition && condition.negated ? "!= " : "";
    switch (condition.kind) {
      case "protocol": {
        const { protocol } = condition;
        return protocol === "icmp"
          ? `meta l4proto ${not}{ icmp, ipv6-icmp }`
          : this.#family === "ip"
            ? this.#oneOf(`meta l4proto ${not}${protocol}`, `ip protocol ${not}${protocol}`)
            : `meta l4proto ${not}${protocol}`;
      }
      case "destination-ports":
      case "source-ports": {
        const { protocol, kind } = condition;
        const ranges = portSet(condition.ranges);
        const key = `${this.#oneOf(protocol, "th")} ${kind === "source-ports" ? "s" : "d"}port`;
        const elements = ranges.map(rangeText).join(", ");
        if (ranges.length === 1) {
          return `${key} ${not}${this.#oneOf(elements, `{ ${elements} }`)}`;
        }
        return this.#oneOf(
          () => `${key} ${not}{ ${elements} }`,
          () => `${key} ${not}@${this.#set("inet_service", elements)}`,
        )();
      }
      case "peers":
      case "own": {
        const end = (condition.kind === "peers") === isInbound ? "saddr" : "daddr";
        const family = this.#family === "inet" ? this.#oneOf("ip", "ip6") : this.#family;
        const text = condition.peers[family === "ip" ? "ipv4" : "ipv6"];
        return this.#oneOf(
          () => `${family} ${end} ${not}${text}`,
          () => `${family} ${end} ${not}{ ${text}, ${elsewhere(condition.kind, family)} }`,
          () =>
            `${family} ${end} ${not}@${this.#set(family === "ip" ? "ipv4_addr" : "ipv6_addr", text)}`,
        )();
      }
      case "state":
        return condition.states.length === 1 || !condition.negated
          ? `ct state ${not}${condition.states.join()}`
          : `ct state ${not}{ ${condition.states.join(", ")} }`;
      case "flags":
        return `tcp flags & (${condition.mask.join(" | ")}) ${condition.negated ? "!=" : "=="} ${condition.wanted.length === 1 ? condition.wanted : `(${condition.wanted.join(" | ")})`}`;
      case "interface":
        return `${isInbound ? "i" : "o"}${this.#oneOf("ifname", condition.name === "lo" ? "if" : "ifname")} ${not}"${condition.name.replace("+", "*")}"`;
      case "destination-type":
        return condition.types.length === 1
          ? `fib daddr type ${not}${condition.types}`
          : `fib daddr type ${not}{ ${condition.types.join(", ")} }`;
      case "packet-type":
        return isInbound
          ? `meta pkttype ${not}${condition.type === "unicast" ? "host" : condition.type}`
          : "meta protocol { ip, ip6 }";
      case "comment":
        return "";
      case "mark":
        return condition.isSet
          ? `meta mark ${not}0x2`
          : this.#oneOf(`meta mark ${not}0x1`, `meta mark & 0xff ${not || "== "}0x1`);
      case "limit":
        return condition.isBeyond
          ? this.#oneOf("ct count over 100000", "limit rate over 10000/second burst 10000 packets")
          : "limit rate 10000/second burst 10000 packets";
    }
  }

  #set(type: string, elements: string): string {
    const name = `set-${this.sets.length}`;
    this.sets.push(
      `  set ${name} {\n    type ${type}\n    flags interval\n    auto-merge\n    elements = { ${elements} }\n  }`,
    );
    return name;
  }
}

/** Two conditions that nft can write as one concatenation, in a rule without another address. */
interface Pair {
  readonly peers: Extract<Condition, { kind: "peers" }>;
  readonly ports: Extract<Condition, { kind: "destination-ports" | "source-ports" }>;
}

function pairOf(conditions: readonly Condition[]): Pair | undefined {
  const [peers, ...more] = conditions.filter(({ kind }) => kind === "peers" || kind === "own");
  const ports = conditions.find((each) => each.kind === "destination-ports" && !each.negated);
  return peers?.kind === "peers" &&
    !peers.negated &&
    more.length === 0 &&
    ports?.kind === "destination-ports"
    ? { peers, ports }
    : undefined;
}

/** Returns an address that does not belong to the other machine, or to the server. */
function elsewhere(kind: "peers" | "own", family: string): string {
  const all = kind === "peers" ? ["192.0.2.99", "2001:db8:9::9"] : ["224.0.0.251", "ff02::fb"];
  return all[family === "ip" ? 0 : 1] as string;
}

function rangeText({ from, through }: Range): string {
  return from === through ? portText(from) : `${from}-${through}`;
}
