import { InvalidConfigurationError, InvalidOptionError } from "../../errors.ts";
import { type AddressSet, intersect, subtract, unite } from "../../net/address-set.ts";
import { commonPorts, portSet, readPorts } from "../../net/port-set.ts";
import { readAddresses } from "../../net/read-network.ts";
import type { Direction, PortRange, Protocol } from "../../net/types.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Doubt, Rule, Stage } from "../../packet-filter/model.ts";
import { unknownRule } from "../../packet-filter/unknown-rule.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { OneOrMany } from "../../util/one-or-many.ts";
import { linesOf, readTexts } from "../input.ts";
import { Notes, type TextNotes } from "../notes.ts";
import { firewallPolicy } from "../to-exposure.ts";
import { transports } from "../transport.ts";
import type { ParsedFirewall, ParseOptions, Texts } from "../types.ts";
import {
  type ApfHost,
  type ApfHostPorts,
  type ApfHosts,
  isOneAddress,
  readApfHosts,
} from "./hosts.ts";
import { type ApfSetting, ApfSettings } from "./settings.ts";

/** How {@link parseApf} reads. */
export interface ParseApfOptions extends ParseOptions {
  /**
   * Which of the texts, by its index from 0, is `allow_hosts.rules` and which is `deny_hosts.rules`,
   * where the comment at its top does not say it.
   */
  readonly lists?: Readonly<Partial<Record<number, "allow" | "deny">>> | undefined;
  /**
   * The server's own IPv4 addresses. APF puts every entry of its lists into both directions, so that
   * an allowed network with the server in it opens more than it seems to; where the addresses are left
   * out, that is unknown.
   */
  readonly addresses?: OneOrMany<string> | undefined;
}

const expected =
  'the settings of conf.apf, such as IG_TCP_CPORTS="22", allow_hosts.rules or deny_hosts.rules';

/**
 * Reads APF: `conf.apf`, or some of its settings, and beside it `allow_hosts.rules` and
 * `deny_hosts.rules`, in any order; of several texts with settings, later ones count.
 *
 * What a part of the settings does not say is taken for what the file of APF 9.7 comes with: port 22 is
 * open, and ports and networks are blocked whatever the lists say. A file that the shell does more with
 * than to set values makes everything unknown; so do lists that APF downloads.
 *
 * @returns the policy, for IPv4, the only family that APF filters
 * @throws {@link index.InvalidConfigurationError} for a text that is none of these, and where none has
 *   settings
 * @throws {@link index.InvalidOptionError} for an address of the server that is none of IPv4
 *
 * @example
 * ```ts
 * import { parseApf } from "cpanel-ports/parse";
 *
 * const { policy } = parseApf([
 *   'IG_TCP_CPORTS="53,111,2083_2087"\nTCR_PASS="0"\nBLK_RESNET="0"',
 *   "# allow_hosts\ntcp:in:d=22:s=198.51.100.0/24",
 * ]);
 * policy.rules.filter((rule) => rule.direction === "inbound").map((rule) => `${rule.ports.from} ${rule.sources}`); // => ["22 198.51.100.0/24", "53 any", "2083 any"]
 * policy.families; // => ["ipv4"]
 * ```
 */
export function parseApf(texts: Texts, options: ParseApfOptions = {}): ParsedFirewall {
  const notes = new Notes();
  const read = readAll(readTexts(texts, expected), options, notes);
  addAssumptions(read);
  const chains = {
    inbound: chainsOf("inbound", read),
    outbound: chainsOf("outbound", read),
  };
  return firewallPolicy(
    "APF",
    ["ipv4"],
    {
      stages: { inbound: stages, outbound: stages },
      chain: ({ direction }, name) => chains[direction][name],
    },
    notes,
  );
}

/** What a connection meets: the chain of its first packet, and that of the packets that answer it. */
const stages: readonly Stage[] = [
  { rules: [{ match: {}, action: { kind: "jump", chain: "first" } }], policy: "drop" },
  // APF accepts what belongs to a connection, but only after it dropped what it blocks.
  { rules: [{ match: {}, action: { kind: "jump", chain: "answers" } }], policy: "accept" },
];

function chainsOf(
  direction: Direction,
  read: Read,
): Readonly<Record<string, readonly Rule[] | undefined>> {
  const back = direction === "inbound" ? "outbound" : "inbound";
  return {
    first: new Chain(direction, false, read).rules(),
    answers: new Chain(back, true, read).rules(),
  };
}

/** What the texts say together. */
interface Read {
  readonly settings: ApfSettings;
  /** The notes on the first text with settings. */
  readonly notes: TextNotes;
  readonly lists: readonly List[];
  readonly options: ParseOptions;
  /** The server's own addresses, if they are said. */
  readonly own: AddressSet | undefined;
  /** Why it is not known whether a rule for addresses of the server's own holds. */
  readonly ownDoubt: () => Doubt;
}

interface List {
  readonly hosts: ApfHosts;
  /** `undefined` where nothing says it. */
  readonly kind: "allow" | "deny" | undefined;
  readonly notes: TextNotes;
}

function readAll(texts: readonly string[], options: ParseApfOptions, notes: Notes): Read {
  const settings = new ApfSettings();
  const lists: List[] = [];
  let first: TextNotes | undefined;
  for (const [input, text] of texts.entries()) {
    const own = notes.of(input);
    if (/^[ \t]*[A-Z][A-Z\d_]+=/m.test(text)) {
      first ??= own;
      settings.read(text, own);
    } else {
      checkList(text, input);
      const hosts = readApfHosts(text, own);
      const kind = options.lists?.[input] ?? hosts.kind;
      if (hosts.isGlobal) {
        own.add("ignored", null, "APF empties or downloads glob_allow.rules and glob_deny.rules");
      } else {
        lists.push({ hosts, kind, notes: own });
      }
    }
  }
  if (first === undefined) {
    throw new InvalidConfigurationError(
      `no text has settings; expected ${expected}`,
      undefined,
      undefined,
    );
  }
  const own = first;
  return {
    settings,
    notes: own,
    lists,
    options,
    own: readOwn(options.addresses),
    ownDoubt: () =>
      own.doubt(
        null,
        "APF puts allow_hosts.rules into both directions, and whether the server itself is in its networks is not said",
      ),
  };
}

/** A list has an address, a name or a long entry on its first line that says something. */
function checkList(text: string, input: number): void {
  const lines = linesOf(text).map((line) => line.trim());
  const at = lines.findIndex((line) => line !== "" && !line.startsWith("#"));
  const line = lines[at] ?? "";
  const [word = ""] = line.split(/\s/, 1);
  if (at >= 0 && !(/^[\w.:=/-]+$/.test(word) && /[.:]/.test(word))) {
    throw new InvalidConfigurationError(
      `line ${at + 1}${input > 0 ? ` of text ${input + 1}` : ""} is not understood: ${excerpt(line)}; expected ${expected}`,
      line,
      at + 1,
    );
  }
}

function readOwn(given: ParseApfOptions["addresses"]): AddressSet | undefined {
  if (given === undefined) {
    return undefined;
  }
  const list: readonly string[] = typeof given === "string" ? [given] : given;
  return list.reduce<AddressSet>((all, text) => {
    const set = readAddresses(String(text), "ipv4");
    if (set === undefined) {
      throw new InvalidOptionError(
        `addresses has ${excerpt(String(text))}; expected IPv4 addresses of the server, such as 198.51.100.7`,
        "addresses",
        text,
        ["198.51.100.7"],
      );
    }
    return unite(all, set);
  }, []);
}

function addAssumptions({ settings, notes, lists, own }: Read): void {
  const assume = (text: string) => notes.add("assumed", null, text);
  assume("APF is started, and its other files are those of APF 9.7; it filters IPv4 alone");
  if (!settings.isWhole) {
    assume("what is not set has the value that the file of APF 9.7 comes with");
  }
  if (settings.value("DEVEL_MODE") === "1") {
    const place = settings.placeOf("DEVEL_MODE", notes);
    place.notes.add(
      "assumed",
      place.line,
      "DEVEL_MODE is 1: within five minutes APF lets everything through; this is what it does before",
    );
  }
  assume("no client connects from a port that APF blocks or that a list of hosts names");
  for (const kind of ["allow", "deny"] as const) {
    if (!lists.some((list) => list.kind === kind)) {
      assume(`${kind}_hosts.rules is empty`);
    }
  }
  if (own === undefined && lists.some(({ kind }) => kind === "deny")) {
    assume("the server itself is in no network of deny_hosts.rules");
  }
}

/** The networks of Debian's APF that are private, for BLK_PRVNET. */
const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Those that are reserved, for BLK_RESNET. */
const reservedNetworks = [
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

const accept: Action = { kind: "accept" };

const drop: Action = { kind: "drop" };

/** The settings with which APF downloads lists of networks to block. */
const downloads = ["DLIST_PHP", "DLIST_DSHIELD", "DLIST_SPAMHAUS"] as const;

/**
 * Makes the rules of the chain INPUT or OUTPUT, in the order in which the script of APF does: for the
 * packets that open connections, or for those that answer them, which go the other way.
 */
class Chain {
  /** Of the packets. */
  readonly #direction: Direction;
  readonly #isAnswer: boolean;
  readonly #read: Read;
  readonly #blockedLater: readonly PortRange[] | "all";
  readonly #rules: Rule[] = [];

  constructor(direction: Direction, isAnswer: boolean, read: Read) {
    this.#direction = direction;
    this.#isAnswer = isAnswer;
    this.#read = read;
    this.#blockedLater = this.#portsBlockedLater();
  }

  rules(): readonly Rule[] {
    const { doubt } = this.#read.settings;
    if (doubt) {
      return [unknownRule(doubt)];
    }
    this.#trustedInterfaces();
    this.#blockedNetworks();
    this.#lists();
    this.#remote();
    this.#blockedPorts();
    if (!this.#isAnswer) {
      this.#openPorts();
      this.#rest();
    }
    return this.#rules;
  }

  #trustedInterfaces(): void {
    for (const name of words(this.#value("IFACE_TRUSTED"))) {
      this.#add("IFACE_TRUSTED", accept, (builder) =>
        builder.interfaces(
          this.#direction === "inbound" ? "input" : "output",
          [{ text: name, isPrefix: false }],
          false,
          `the interface ${excerpt(name)}`,
        ),
      );
    }
  }

  #blockedNetworks(): void {
    for (const [name, networks] of [
      ["BLK_MCATNET", ["224.0.0.0/4"]],
      ["BLK_PRVNET", privateNetworks],
      ["BLK_RESNET", reservedNetworks],
    ] as const) {
      if (this.#is(name, "1")) {
        if (name === "BLK_RESNET" && this.#is("DLIST_RESERVED", "1")) {
          this.#inDoubt("DLIST_RESERVED", "APF downloads the list of reserved networks");
        }
        for (const network of networks) {
          this.#add(name, this.#stop("ALL_STOP"), (builder) =>
            this.#peers(builder, readAddresses(network, "ipv4") as AddressSet),
          );
        }
      }
    }
  }

  #lists(): void {
    // One of which it is not known which it is does no more than these two.
    for (const kind of ["allow", undefined, "deny"]) {
      for (const list of this.#read.lists.filter((each) => each.kind === kind)) {
        this.#list(list);
      }
    }
    if (this.#is("USE_RGT", "1")) {
      this.#unknown("USE_RGT", "APF downloads glob_allow.rules and glob_deny.rules");
    }
  }

  #list({ hosts, kind, notes }: List): void {
    const most = Number(this.#value("SET_TRIM") || 0);
    const cut =
      kind === "deny" && most > 0 && hosts.length > most
        ? notes.doubt(
            null,
            `APF keeps the last ${most} lines of the list, which has ${hosts.length}`,
          )
        : undefined;
    for (const host of hosts.hosts) {
      for (const { match, protocol } of this.#matches(host, kind, notes)) {
        const action = this.#actionOf(kind, protocol, notes);
        this.#rules.push({ match: cut ? { ...match, doubt: cut } : match, action });
      }
    }
    if (hosts.other) {
      const { line, text } = hosts.other;
      const doubt = notes.doubt(line, `the entry is not understood: ${excerpt(text)}`);
      this.#rules.push({ match: { doubt }, action: this.#actionOf(kind, undefined, notes) });
    }
  }

  #actionOf(kind: List["kind"], protocol: Protocol | undefined, notes: TextNotes): Action {
    switch (kind) {
      case "allow":
        return accept;
      case "deny":
        return this.#stop(
          protocol === undefined ? "ALL_STOP" : protocol === "tcp" ? "TCP_STOP" : "UDP_STOP",
        );
      default: {
        const text = "nothing says whether the list is of who is allowed or of who is denied";
        return { kind: "unknown", doubt: notes.doubt(null, text) };
      }
    }
  }

  /** The connections for which APF makes rules of an entry: its addresses at either end, or at one. */
  #matches(host: ApfHost, kind: List["kind"], notes: TextNotes) {
    const { ports, addresses } = host;
    if (kind === "allow" && this.#isOpenAnyway(host)) {
      return [];
    }
    const ends = ports ? [ports.addressEnd] : (["source", "destination"] as const);
    const transport = ports?.protocol ?? (kind === "allow" ? "tcp" : undefined);
    const protocols = ports === undefined ? [undefined] : transport ? [transport] : transports;
    return ends.flatMap((end) => {
      const isPeer = (end === "source") === (this.#direction === "inbound");
      const holds = isPeer || addresses === undefined ? true : this.#isOwn(host, addresses, kind);
      return protocols.flatMap((protocol) => {
        const builder = this.#builder();
        if (ports && protocol) {
          builder.protocols([protocol]);
          this.#ports(builder, ports);
        }
        if (addresses === undefined) {
          builder.holds(undefined, `the addresses of ${excerpt(host.text)}`);
        } else if (isPeer) {
          this.#peers(builder, addresses);
        }
        builder.holds(holds !== false, "");
        const match = builder.match(host.line, notes);
        return match
          ? [{ protocol, match: holds ? match : { ...match, doubt: this.#read.ownDoubt() } }]
          : [];
      });
    });
  }

  /** Whether the server itself is among the addresses of an entry; `undefined` where nothing says it. */
  #isOwn(host: ApfHost, addresses: AddressSet, kind: List["kind"]): boolean | undefined {
    const { own } = this.#read;
    // APF leaves out its own address, and no other machine has it.
    if (host.ports === undefined && isOneAddress(addresses)) {
      return false;
    }
    if (own === undefined) {
      return kind === "deny" && host.ports?.direction !== this.#direction ? false : undefined;
    }
    const common = intersect(own, addresses);
    return common.length === 0 ? false : subtract(own, addresses).length === 0 || undefined;
  }

  /** Whether nothing after the lists keeps the server from connecting to the ports of an entry. */
  #isOpenAnyway({ ports }: ApfHost): boolean {
    return (
      this.#direction === "outbound" &&
      !this.#isAnswer &&
      ports !== undefined &&
      this.#blockedLater !== "all" &&
      commonPorts(portSet([ports.ports]), this.#blockedLater).length === 0
    );
  }

  /** The ports that the server may not reach after all, though the default lets it. */
  #portsBlockedLater(): readonly PortRange[] | "all" {
    const { ports, others } = [this.#portsOf("BLK_PORTS"), this.#portsOf("BLK_P2P_PORTS")].reduce(
      (a, b) => ({ ports: [...a.ports, ...b.ports], others: [...a.others, ...b.others] }),
    );
    return others.length > 0 ||
      (["EGF", "SET_VNET", "USE_RGT", ...downloads] as const).some((name) => this.#is(name, "1")) ||
      this.#read.lists.some(({ kind }) => kind !== "allow")
      ? "all"
      : portSet([...ports, { from: 113, through: 113 }]);
  }

  /** What APF fetches from elsewhere, and what depends on what a machine did before. */
  #remote(): void {
    const isInbound = this.#direction === "inbound";
    if (isInbound && this.#is("RAB", "1")) {
      this.#inDoubt("RAB", "with RAB, APF drops connections from machines by what they did before");
    }
    for (const name of downloads.filter((each) => this.#is(each, "1"))) {
      this.#inDoubt(name, `with ${name}, APF downloads a list of networks that it blocks`);
    }
    if (isInbound && this.#value("VF_LGATE") !== "") {
      this.#inDoubt("VF_LGATE", "with VF_LGATE, APF looks at hardware addresses");
    }
  }

  /** Ports of servers; BLK_PORTS has those to which packets go, and the others those of both ends. */
  #blockedPorts(): void {
    if (!this.#isAnswer) {
      for (const protocol of transports) {
        const stop = this.#stop(protocol === "tcp" ? "TCP_STOP" : "UDP_STOP");
        this.#onPorts("BLK_PORTS", protocol, stop);
      }
    }
    const isIdentOpen = /(^|[^\w])113([^\w]|$)/.test(this.#value("IG_TCP_CPORTS"));
    if (this.#is("BLK_IDENT", "1") && !isIdentOpen) {
      this.#add("BLK_IDENT", drop, (builder) =>
        builder.destinationPorts([{ from: 113, through: 113 }], false),
      );
    }
    for (const protocol of transports) {
      this.#onPorts("BLK_P2P_PORTS", protocol, drop);
    }
  }

  #openPorts(): void {
    if (this.#is("SET_VNET", "1")) {
      this.#unknown("SET_VNET", "with SET_VNET, the rules are in a file for each address");
    }
    if (this.#direction === "inbound") {
      this.#onPorts("IG_TCP_CPORTS", "tcp", accept);
      this.#onPorts("IG_UDP_CPORTS", "udp", accept);
    } else if (this.#is("EGF", "1")) {
      this.#onPorts("EG_TCP_CPORTS", "tcp", accept);
      this.#onPorts("EG_UDP_CPORTS", "udp", accept);
      this.#ofUsers("EG_TCP_UID", "tcp");
      this.#ofUsers("EG_UDP_UID", "udp");
      this.#nameservers();
    }
  }

  /** Ports to which some users of the server connect: `0:22`. */
  #ofUsers(name: "EG_TCP_UID" | "EG_UDP_UID", protocol: Protocol): void {
    for (const item of words(this.#value(name))) {
      const [user = "", text = ""] = item.split(":");
      const ports = readPorts(text, "_");
      this.#add(name, accept, (builder) => {
        builder.protocols([protocol]);
        if (ports) {
          builder.destinationPorts([ports], false);
        }
        builder.holds(undefined, `the user ${excerpt(user)}`);
      });
    }
  }

  #nameservers(): void {
    const isLimited = this.#is("RESV_DNS", "1");
    this.#add("RESV_DNS", accept, (builder) => {
      builder.destinationPorts([{ from: 53, through: 53 }], false);
      builder.holds(!isLimited || undefined, "the nameservers of /etc/resolv.conf");
    });
  }

  #rest(): void {
    if (this.#is("TCR_PASS", "1")) {
      const ports = readPorts(this.#value("TCR_PORTS"), ":");
      this.#add("TCR_PORTS", accept, (builder) => {
        builder.protocols(["udp"]);
        if (ports) {
          builder.destinationPorts([ports], false);
        } else {
          builder.holds(undefined, `the ports ${excerpt(this.#value("TCR_PORTS"))}`);
        }
      });
    }
    if (this.#direction === "outbound" && !this.#is("EGF", "1")) {
      this.#rules.push({ match: {}, action: accept });
      return;
    }
    for (const protocol of transports) {
      const name = protocol === "tcp" ? "TCP_STOP" : "UDP_STOP";
      this.#rules.push({ match: { protocols: [protocol] }, action: this.#stop(name) });
    }
  }

  /** A rule for the ports of a setting; for all, of which it is not known, where they are no ports. */
  #onPorts(name: ApfSetting, protocol: Protocol, action: Action): void {
    const { ports, others } = this.#portsOf(name);
    if (ports.length > 0) {
      this.#add(name, action, (builder) => {
        builder.protocols([protocol]);
        builder.destinationPorts(ports, false);
      });
    }
    if (others.length > 0) {
      this.#add(name, action, (builder) => {
        builder.protocols([protocol]);
        builder.holds(undefined, `the ports ${excerpt(others.join())} of ${name}`);
      });
    }
  }

  /** The ports of an entry: those of the server, or those of the client. */
  #ports(builder: MatchBuilder, { portEnd, ports }: ApfHostPorts): void {
    if ((portEnd === "destination") !== this.#isAnswer) {
      builder.destinationPorts([ports], false);
    } else if (this.#isAnswer) {
      // Whoever lists the port of a server does not mean the same one of a client.
      builder.holds(ports.from <= 1024 && ports.through === 65535, "");
    } else {
      builder.sourcePorts([ports], false, "the port from which the connection comes");
    }
  }

  /** The ports of a setting, and the words that are none. */
  #portsOf(name: ApfSetting): { readonly ports: readonly PortRange[]; readonly others: string[] } {
    const ports: PortRange[] = [];
    const others: string[] = [];
    for (const item of words(this.#value(name))) {
      const range = readPorts(item.replaceAll("_", ":"), ":");
      if (range) {
        ports.push(range);
      } else {
        others.push(item);
      }
    }
    return { ports, others };
  }

  /** What the target of a setting does to a connection. */
  #stop(name: "ALL_STOP" | "TCP_STOP" | "UDP_STOP"): Action {
    const value = this.#value(name);
    const stops = ["DROP", "REJECT", "PROHIBIT", ...(name === "TCP_STOP" ? ["RESET"] : [])];
    return stops.includes(value)
      ? drop
      : { kind: "unknown", doubt: this.#doubt(name, `${name} is ${excerpt(value)}`) };
  }

  #add(name: ApfSetting, action: Action, put: (builder: MatchBuilder) => void): void {
    const builder = this.#builder();
    put(builder);
    const { notes, line } = this.#read.settings.placeOf(name, this.#read.notes);
    const match = builder.match(line, notes);
    if (match) {
      this.#rules.push({ match, action });
    }
  }

  /** Connections may be dropped. */
  #inDoubt(name: ApfSetting, text: string): void {
    this.#rules.push({ match: { doubt: this.#doubt(name, text) }, action: drop });
  }

  #unknown(name: ApfSetting, text: string): void {
    this.#rules.push(unknownRule(this.#doubt(name, text)));
  }

  #doubt(name: ApfSetting, text: string): Doubt {
    const { notes, line } = this.#read.settings.placeOf(name, this.#read.notes);
    return notes.doubt(line, text);
  }

  #builder(): MatchBuilder {
    return new MatchBuilder(this.#direction, this.#read.options);
  }

  #peers(builder: MatchBuilder, set: AddressSet): void {
    const end = this.#direction === "inbound" ? "source" : "destination";
    builder.addresses(end, "ipv4", set, false, "");
  }

  #value(name: ApfSetting): string {
    return this.#read.settings.value(name);
  }

  #is(name: ApfSetting, value: string): boolean {
    return this.#value(name) === value;
  }
}

/** The words of a setting, as the shell takes them once the commas are gone. */
function words(value: string): readonly string[] {
  return value.split(/[,\s]+/).filter((word) => word !== "");
}
