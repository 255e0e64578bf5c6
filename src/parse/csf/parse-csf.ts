import { InvalidConfigurationError } from "../../errors.ts";
import { parsePrefix } from "../../net/network.ts";
import { portSet, readPortList, readPorts } from "../../net/port-set.ts";
import { readNetwork } from "../../net/read-network.ts";
import type { Direction, Family, PortRange, Protocol } from "../../net/types.ts";
import { Budget } from "../../packet-filter/budget.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Rule } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf, readTexts } from "../input.ts";
import { Notes, type TextNotes } from "../notes.ts";
import { firewallPolicy } from "../to-exposure.ts";
import type { ParsedFirewall, ParseOptions, Texts } from "../types.ts";

/** How {@link parseCsf} reads. */
export interface ParseCsfOptions extends ParseOptions {
  /**
   * Which of the texts are a `csf.deny`, by their indices from 0. Where it is left out, those are that
   * say in a comment that they block.
   */
  readonly deny?: readonly number[] | undefined;
}

/**
 * Reads a `csf.conf`, alone or with the text of a `csf.allow` or a `csf.deny` after it.
 *
 * The port lists are read as CSF makes rules of them, with those settings that open or close ports
 * beside them; countries, rates and owners make the ports that they touch unknown. Where the text has
 * the port lists alone, as `renderCsf` writes them, the other settings are taken to do nothing.
 *
 * @param texts - the texts, `csf.conf` among them; of the others, one that says of itself that it
 *   blocks is taken for a `csf.deny`, unless the options say which are
 * @returns the policy: for IPv4 alone where the setting `IPV6` is off
 * @throws {@link index.InvalidConfigurationError} for texts without a `csf.conf`, or one that CSF would
 *   not start with; it names the line
 *
 * @example
 * ```ts
 * import { parseCsf } from "cpanel-ports/parse";
 *
 * const { policy } = parseCsf([
 *   `TCP_IN = "80,443,30000:35000"\nTCP_OUT = "1:65535"\nUDP_IN = ""\nUDP_OUT = "1:65535"\nIPV6 = "0"`,
 *   "tcp|in|d=22|s=198.51.100.0/24",
 * ]);
 * policy.rules.map((rule) => [rule.ports.from, rule.sources]); // => [[22, ["198.51.100.0/24"]], [80, "any"], [443, "any"], [30000, "any"]]
 * policy.families; // => ["ipv4"]
 * policy.defaults; // => { inbound: "drop", outbound: "accept" }
 * ```
 */
export function parseCsf(texts: Texts, options: ParseCsfOptions = {}): ParsedFirewall {
  const notes = new Notes();
  const read = readTexts(texts, "a csf.conf").map((text, index) => ({
    text,
    isDeny: options.deny?.includes(index),
    notes: notes.of(index),
    settings: readSettings(text),
  }));
  const conf = read.find(({ settings }) => settings.has("TCP_IN"));
  if (conf === undefined) {
    throw new InvalidConfigurationError(
      "the text has no setting TCP_IN; expected a csf.conf, or its port lists",
      undefined,
      undefined,
    );
  }
  const csf = new Csf(conf.settings, conf.notes, options);
  const lists = read
    .filter((each) => each !== conf)
    .map(({ text, isDeny, notes }) => csf.readList(text, isDeny, notes));
  const families = csf.families();
  const rules = (direction: Direction): readonly Rule[] => [
    ...lists.filter(({ kind }) => kind === "accept").flatMap((list) => list.rules(direction)),
    ...lists
      .filter(({ kind }) => kind === "drop")
      .flatMap((list) => csf.denied(list.rules(direction), direction)),
    ...(direction === "inbound" ? csf.inboundDoubts() : csf.outboundDoubts()),
    ...families.flatMap((family) => csf.portRules(direction, family)),
  ];
  const stage = (direction: Direction) => [{ rules: rules(direction), policy: "drop" as const }];
  return firewallPolicy(
    "CSF",
    families,
    { stages: { inbound: stage("inbound"), outbound: stage("outbound") } },
    notes,
  );
}

/** The value of a setting, and its line. */
interface Setting {
  readonly value: string;
  readonly line: number;
}

/** The settings of a csf.conf, as CSF reads it; none for a text of another kind. */
function readSettings(text: string): ReadonlyMap<string, Setting> {
  const settings = new Map<string, Setting>();
  if (!/^\s*TCP_IN\s*=/m.test(text)) {
    return settings;
  }
  for (const [index, content] of linesOf(text).entries()) {
    const line = index + 1;
    const end = content.indexOf("=");
    if (content.startsWith("#") || end < 0) {
      continue;
    }
    const name = content.slice(0, end).replace(/\s/g, "");
    const start = content.indexOf('"', end);
    const close = content.lastIndexOf('"');
    if (start < 0 || close === start) {
      throw wrongSetting(line, `${name} has no value in quotes`, content);
    }
    if (settings.has(name)) {
      throw wrongSetting(line, `${name} is set for a second time`, content);
    }
    settings.set(name, { value: content.slice(start + 1, close), line });
  }
  return settings;
}

function wrongSetting(line: number, what: string, input: string): InvalidConfigurationError {
  return new InvalidConfigurationError(
    `line ${line}: ${excerpt(what)}, with which CSF does not start; expected NAME = "…", each once`,
    input,
    line,
  );
}

/** What it takes to keep a rule. */
const workOfRule = 450;

/** An allow or a deny list. */
interface HostList {
  readonly kind: "accept" | "drop";
  readonly rules: (direction: Direction) => readonly Rule[];
}

/** Settings by which CSF opens or closes what no list in the texts has, with what they do. */
const elsewhere: Readonly<Record<string, string>> = {
  DYNDNS: "lets in the hosts of csf.dyndns",
  GLOBAL_ALLOW: "lets in the addresses of a list from elsewhere",
  GLOBAL_DENY: "blocks the addresses of a list from elsewhere",
  GLOBAL_DYNDNS: "lets in the hosts of a list from elsewhere",
  RELAYHOSTS: "lets in mail from the addresses of a list from elsewhere",
};

class Csf {
  readonly #settings: ReadonlyMap<string, Setting>;
  readonly #notes: TextNotes;
  readonly #options: ParseOptions;
  readonly #budget = new Budget();

  constructor(settings: ReadonlyMap<string, Setting>, notes: TextNotes, options: ParseOptions) {
    this.#settings = settings;
    this.#notes = notes;
    this.#options = options;
    if (!settings.has("TESTING")) {
      notes.add("assumed", null, "the settings that the text lacks open and close nothing");
    }
    if (this.#isOn("TESTING")) {
      notes.add(
        "assumed",
        this.#line("TESTING"),
        "TESTING is on: CSF takes its rules away after some minutes, and what follows is for when they are there",
      );
    }
    for (const [name, what] of Object.entries(elsewhere)) {
      if (this.#isOn(name)) {
        notes.add("assumed", this.#line(name), `${name} ${what}, which is not looked at`);
      }
    }
    for (const name of ["ETH_DEVICE", "ETH6_DEVICE", "ETH_DEVICE_SKIP"]) {
      if (this.#isOn(name)) {
        notes.add(
          "assumed",
          this.#line(name),
          `connections come by an interface that CSF filters, as ${name} has it`,
        );
      }
    }
    if (this.#value("DNS_STRICT_NS") === "0") {
      notes.add(
        "assumed",
        this.#line("DNS_STRICT_NS"),
        "the nameservers of /etc/resolv.conf may connect to port 53 beside what is said here",
      );
    }
  }

  /** The families that CSF filters. */
  families(): readonly Family[] {
    const isOff = this.#settings.has("IPV6") ? !this.#isOn("IPV6") : !this.#settings.has("TCP6_IN");
    if (isOff) {
      this.#notes.add(
        "assumed",
        this.#line("IPV6"),
        "CSF leaves IPv6 as it is: nothing is said of it",
      );
      return ["ipv4"];
    }
    if (!this.#settings.has("IPV6")) {
      this.#notes.add("assumed", null, 'IPV6 is "1", as without it the lists for IPv6 have no use');
    }
    return ["ipv4", "ipv6"];
  }

  /** The rules for the ports of the lists. */
  portRules(direction: Direction, family: Family): readonly Rule[] {
    const version = family === "ipv4" ? "" : "6";
    const suffix = direction === "inbound" ? "IN" : "OUT";
    const accept = (protocol: Protocol, ports: readonly PortRange[]): Rule => ({
      match: { family, protocols: [protocol], ports },
      action: { kind: "accept" },
    });
    return [
      ...(["tcp", "udp"] as const).map((protocol) =>
        accept(protocol, this.#ports(`${protocol.toUpperCase()}${version}_${suffix}`)),
      ),
      ...(direction === "outbound" && this.#value("DNS_STRICT") === "0"
        ? (["tcp", "udp"] as const).map((protocol) => accept(protocol, [{ from: 53, through: 53 }]))
        : []),
    ];
  }

  /** Rules of which the settings do not tell for whom they hold. */
  inboundDoubts(): readonly Rule[] {
    return [
      ...this.#withoutState(),
      ...this.#maybe("CC_DENY", "drop", {}),
      ...this.#maybe("CC_ALLOW_FILTER", "drop", {}),
      ...this.#maybe("CC_ALLOW", "accept", {}),
      ...(["TCP", "UDP"] as const).flatMap((name) => {
        const protocols = [name.toLowerCase() as Protocol];
        return [
          ...this.#maybe("CC_DENY_PORTS", "drop", {
            protocols,
            ports: this.#ports(`CC_DENY_PORTS_${name}`),
          }),
          ...this.#maybe("CC_ALLOW_PORTS", "accept", {
            protocols,
            ports: this.#ports(`CC_ALLOW_PORTS_${name}`),
          }),
        ];
      }),
      ...this.#maybe("SYNFLOOD", "drop", { protocols: ["tcp"] }),
      ...this.#limits("CONNLIMIT", (port) => ({ protocols: ["tcp"], ports: [port] })),
      ...this.#limits("PORTFLOOD", (port, protocol) => ({
        protocols: [protocol === "udp" ? "udp" : "tcp"],
        ports: [port],
      })),
      ...this.#entries("PORTKNOCKING").flatMap(([text = "", protocol]) => {
        const port = readPorts(text, ":");
        return port
          ? this.#maybe("PORTKNOCKING", "accept", {
              protocols: [protocol === "udp" ? "udp" : "tcp"],
              ports: [port],
            })
          : [];
      }),
      ...this.#maybe("CLUSTER_RECVFROM", "accept", {
        protocols: ["tcp"],
        ports: this.#ports("CLUSTER_PORT"),
      }),
      ...["HTTPS", "HTML", "TEXT"].flatMap((kind) =>
        this.#maybe("MESSENGER", "accept", {
          protocols: ["tcp"],
          ports: this.#ports(`MESSENGER_${kind}`),
        }),
      ),
    ];
  }

  outboundDoubts(): readonly Rule[] {
    return [
      ...this.#withoutState(),
      ...this.#maybe("SMTP_BLOCK", "drop", {
        protocols: ["tcp"],
        // Without the list, it is not known which ports there are.
        ports: this.#settings.has("SMTP_PORTS") ? this.#ports("SMTP_PORTS") : undefined,
      }),
      ...this.#maybe("UDPFLOOD", "drop", { protocols: ["udp"] }),
    ];
  }

  /** Reads a csf.allow or csf.deny. */
  readList(text: string, isDeny: boolean | undefined, notes: TextNotes): HostList {
    const kind = (isDeny ?? /^#.*will be blocked in iptables/m.test(text)) ? "drop" : "accept";
    if (isDeny === undefined) {
      notes.add("assumed", null, `the text is a csf.${kind === "drop" ? "deny" : "allow"}`);
    }
    const lines = linesOf(text);
    for (const [index, content] of lines.entries()) {
      if (content.startsWith("Include")) {
        notes.add(
          "assumed",
          index + 1,
          `${excerpt(content)} is not looked at, unless that file is given too`,
        );
      }
    }
    return {
      kind,
      rules: (direction) =>
        lines.flatMap((content, index) => {
          const rules = hostRule(content, index + 1, kind, direction, this.#options, notes);
          this.#budget.spend(rules.length * workOfRule);
          return rules;
        }),
    };
  }

  #value(name: string): string {
    return this.#settings.get(name)?.value.trim() ?? "";
  }

  #line(name: string): number | null {
    return this.#settings.get(name)?.line ?? null;
  }

  #isOn(name: string): boolean {
    return !["", "0"].includes(this.#value(name));
  }

  /** The ports of a list. */
  #ports(name: string): readonly PortRange[] {
    const texts = this.#value(name)
      .replace(/\s/g, "")
      .split(",")
      .filter((text) => text !== "");
    const ranges = readPortList(texts, ":");
    if (ranges === undefined) {
      throw new InvalidConfigurationError(
        `line ${this.#line(name)}: ${name} is ${excerpt(this.#value(name))}; expected ports and ranges such as 22,30000:35000`,
        this.#value(name),
        this.#line(name) as number,
      );
    }
    return portSet(ranges);
  }

  /** The parts of a setting such as `22;tcp;5;300,80;tcp;20;5`. */
  #entries(name: string): readonly (readonly string[])[] {
    return this.#isOn(name)
      ? this.#value(name)
          .replace(/\s/g, "")
          .split(",")
          .map((entry) => entry.split(";"))
      : [];
  }

  #limits(
    name: string,
    match: (port: PortRange, protocol?: string) => Rule["match"],
  ): readonly Rule[] {
    return this.#entries(name).flatMap(([text = "", protocol]) => {
      const port = readPorts(text, ":");
      return this.#maybe(name, "drop", port ? match(port, protocol) : {});
    });
  }

  /** The rules of a csf.deny: by a setting, not all of them hold for what goes out. */
  denied(rules: readonly Rule[], direction: Direction): readonly Rule[] {
    const name = "LF_BLOCKINONLY";
    if (direction === "inbound" || !this.#isOn(name)) {
      return rules;
    }
    const doubt = this.#notes.doubt(
      this.#line(name),
      `${name} is set, and what it leaves of a csf.deny is not known`,
    );
    return rules.map(({ match, action }) => ({ match: { ...match, doubt }, action }));
  }

  /** A rule that a setting switches on, and of which it is not known for whom it holds. */
  #maybe(name: string, kind: "accept" | "drop", match: Rule["match"]): readonly Rule[] {
    return this.#isOn(name) && match.ports?.length !== 0
      ? [
          {
            match: {
              ...match,
              doubt: this.#notes.doubt(
                this.#line(name),
                `${name} is set, and for whom it holds is not known`,
              ),
            },
            action: { kind },
          },
        ]
      : [];
  }

  /** Without the states of connections, CSF opens more than the lists have. */
  #withoutState(): readonly Rule[] {
    const off = (name: string, family: Family | undefined): readonly Rule[] =>
      this.#value(name) === "0"
        ? [
            {
              match: {
                family,
                doubt: this.#notes.doubt(
                  this.#line(name),
                  `${name} is off, which opens more than the lists have`,
                ),
              },
              action: { kind: "accept" },
            },
          ]
        : [];
    return [...off("LF_SPI", undefined), ...off("IPV6_SPI", "ipv6")];
  }
}

/** The rule that a line of a list comes to for a direction. */
function hostRule(
  content: string,
  line: number,
  kind: "accept" | "drop",
  direction: Direction,
  options: ParseOptions,
  notes: TextNotes,
): readonly Rule[] {
  const text = (content.trim().split(/\s/)[0] as string).toLowerCase();
  if (text === "" || text.startsWith("#")) {
    return [];
  }
  if (text === "include") {
    return [];
  }
  const action: Action = { kind };
  const address = parsePrefix(text);
  const builder = new MatchBuilder(direction, options);
  if (address) {
    applyAddress(builder, direction === "inbound" ? "s" : "d", text, excerpt(text));
  } else if (/[:|]/.test(text)) {
    const parts = text.split(text.includes("|") ? "|" : ":");
    if ((parts.includes("out") ? "outbound" : "inbound") !== direction || parts[0] === "icmp") {
      return [];
    }
    applyParts(builder, parts, excerpt(content));
  } else {
    notes.add("ignored", line, `CSF does not read ${excerpt(content)} as an address`);
    return [];
  }
  const match = builder.match(line, notes);
  return match ? [{ match, action }] : [];
}

/** Puts the parts of a line such as `tcp|in|d=22|s=198.51.100.0/24` on a match. */
function applyParts(builder: MatchBuilder, parts: readonly string[], what: string): void {
  builder.protocols([parts[0] === "udp" ? "udp" : "tcp"]);
  const [ports, address] = parts.filter((part) => /^[sd]=/.test(part));
  const ranges = ports && readPortList(ports.slice(2).split(","), "_");
  if (!ranges) {
    builder.holds(undefined, what);
  } else if (ports?.startsWith("d")) {
    builder.destinationPorts(ranges, false);
  } else {
    builder.sourcePorts(ranges, false, what);
  }
  if (parts.some((part) => /^[ug]=/.test(part))) {
    builder.holds(undefined, what);
  } else {
    applyAddress(builder, address?.[0] ?? "", address?.slice(2) ?? "", what);
  }
}

function applyAddress(builder: MatchBuilder, end: string, text: string, what: string): void {
  const read = readNetwork(text);
  if (read) {
    builder.addresses(end === "s" ? "source" : "destination", read.family, read.set, false, what);
  } else {
    builder.holds(undefined, what);
  }
}
