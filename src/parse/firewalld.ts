import type { Direction, Protocol } from "../dataset/types.ts";
import { InvalidConfigurationError } from "../errors.ts";
import { type AddressSet, addressSet } from "../policy/address-set.ts";
import { type Family, parsePrefix } from "../policy/network.ts";
import { allFamilies } from "../policy/peers.ts";
import type { PortRange } from "../policy/types.ts";
import { firewallPolicy } from "./firewall-policy.ts";
import { type Block, type RichAddress, type RichRule, readBlockXml } from "./firewalld-block.ts";
import { readFirewalldList } from "./firewalld-list.ts";
import { type FirewalldService, readServiceXml } from "./firewalld-service.ts";
import { stockServices } from "./firewalld-services.ts";
import { MatchBuilder, type ParseOptions } from "./match-builder.ts";
import { Notes, type TextNotes } from "./notes.ts";
import type { Action, Rule } from "./packet-filter.ts";
import { readPorts } from "./port-set.ts";
import { excerpt, readTexts } from "./read-text.ts";
import { readTransport } from "./read-transport.ts";
import type { ParsedFirewall, Texts } from "./types.ts";
import { readXml } from "./xml.ts";

/** How {@link parseFirewalld} reads. */
export interface ParseFirewalldOptions extends ParseOptions {
  /** The XML of services by their names, which their files do not have within them. */
  readonly services?: Readonly<Record<string, string>> | undefined;
}

const expected =
  "the XML of a zone, a service or a policy of firewalld, or what firewall-cmd --list-all prints";

/**
 * Reads zones, services and policy objects of firewalld: their XML, and what `firewall-cmd` prints of
 * them with `--list-all`, `--list-all-zones`, `--list-all-policies`, `--info-zone`, `--info-policy` and
 * `--info-service`.
 *
 * Zones, policy objects and rich rules are followed in the order of firewalld's backend for nftables.
 * The services that come with firewalld 1.3.3 are known; others are looked up in the texts and in
 * `services`, and one that is nowhere makes everything that it may open unknown.
 *
 * @param texts - one text or several that belong together; a service alone is read as a zone that has
 *   just that service
 * @returns the policy
 * @throws {@link index.InvalidConfigurationError} for a text of another kind, and for XML that is not
 *   well formed or declares a document type
 *
 * @example
 * ```ts
 * import { parseFirewalld } from "cpanel-ports/parse";
 *
 * const { policy } = parseFirewalld(`public (active)
 *   target: default
 *   interfaces: eth0
 *   sources:
 *   services: ssh cpanel
 *   ports: 8443/tcp
 *   rich rules:
 * 	rule family="ipv4" source address="203.0.113.9" drop
 * cpanel
 *   ports: 2083/tcp 2087/tcp
 * `);
 * policy.rules.map((rule) => rule.ports.from); // => [22, 2083, 2087, 8443]
 * policy.rules[0]?.except; // => ["203.0.113.9"]
 * ```
 */
export function parseFirewalld(texts: Texts, options: ParseFirewalldOptions = {}): ParsedFirewall {
  const notes = new Notes();
  const read = readAll(readTexts(texts, expected), options, notes);
  const chains = new Map<string, readonly Rule[]>();
  const stage = (direction: Direction) => ({
    rules: direction === "inbound" ? zoneRules(read, chains) : outboundRules(read),
    policy: direction === "inbound" ? ("drop" as const) : ("accept" as const),
  });
  return firewallPolicy(
    "firewalld",
    allFamilies,
    {
      stages: { inbound: [stage("inbound")], outbound: [stage("outbound")] },
      chain: (_, name) => chains.get(name),
    },
    notes,
  );
}

/** Everything that the texts say. */
interface Read {
  readonly zones: readonly Block[];
  readonly policies: readonly Block[];
  readonly services: ReadonlyMap<string, FirewalldService>;
  readonly options: ParseOptions;
  readonly notes: TextNotes;
}

function readAll(texts: readonly string[], options: ParseFirewalldOptions, notes: Notes): Read {
  const blocks: Block[] = [];
  const services = new Map<string, FirewalldService>();
  const unnamed: FirewalldService[] = [];
  for (const [index, text] of texts.entries()) {
    if (!/^\s*</.test(text)) {
      const list = readFirewalldList(text, notes.of(index));
      blocks.push(...list.blocks);
      for (const [name, service] of list.services) {
        services.set(name, service);
      }
      continue;
    }
    const root = readXml(text);
    if (root.name === "service") {
      unnamed.push(readServiceXml(root));
    } else if (root.name === "zone" || root.name === "policy") {
      blocks.push(readBlockXml(root, notes.of(index)));
    } else {
      throw new InvalidConfigurationError(
        `line ${root.line} has the element ${excerpt(root.name)}; expected ${expected}`,
        undefined,
        root.line,
      );
    }
  }
  for (const [name, text] of Object.entries(options.services ?? {})) {
    services.set(name, readServiceXml(readXml(text)));
  }
  const whole = notes.of(0);
  const zones = blocks.filter(({ kind }) => kind === "zone");
  const used = new Set(blocks.flatMap(({ services }) => services));
  const missing = [...used].filter(
    (name) => !services.has(name) && !Object.hasOwn(stockServices, name),
  );
  if (zones.length === 0 && (unnamed.length > 0 || services.size > 0)) {
    whole.add("assumed", null, "the zone has these services, and nothing else");
    zones.push(zoneOf([...services.keys(), ...unnamed.keys()].map(String), whole));
    for (const [index, service] of unnamed.entries()) {
      services.set(String(index), service);
    }
  } else if (unnamed.length === 1 && missing.length === 1) {
    services.set(missing[0] as string, unnamed[0] as FirewalldService);
  }
  return {
    zones,
    policies: blocks
      .filter(({ kind }) => kind === "policy")
      .sort((a, b) => a.priority - b.priority),
    services,
    options,
    notes: whole,
  };
}

/** A zone that has just some services. */
function zoneOf(services: readonly string[], notes: TextNotes): Block {
  return {
    ...readBlockXml({ name: "zone", attributes: {}, children: [], line: 1 }, notes),
    services,
  };
}

/** What becomes of what comes in: the zones of its source or its interface decide. */
function zoneRules(read: Read, chains: Map<string, readonly Rule[]>): readonly Rule[] {
  const { zones, options, notes } = read;
  for (const [index, zone] of zones.entries()) {
    chains.set(`zone ${index}`, chainOfZone(zone, read));
  }
  const goto = (zone: Block): Action => ({ kind: "goto", chain: `zone ${zones.indexOf(zone)}` });
  const bySource = zones.flatMap((zone) =>
    zone.sources.map((source): Rule => {
      const read = readAddress(source);
      return {
        match: read
          ? { family: read.family, peers: read.set }
          : { doubt: zone.notes.doubt(zone.line, `who is in ${excerpt(source)} is not known`) },
        action: goto(zone),
      };
    }),
  );
  const bound = zones.filter(
    ({ interfaces, isDefault }) =>
      isDefault ||
      (options.interface === undefined
        ? interfaces.length > 0
        : interfaces.includes(options.interface)),
  );
  const own = bound.filter(
    ({ interfaces }) => options.interface !== undefined && interfaces.includes(options.interface),
  );
  const candidates =
    own.length > 0
      ? own
      : bound.length > 0
        ? bound
        : zones.filter(({ sources }) => sources.length === 0);
  const byInterface = candidates.map((zone, index): Rule => {
    const isLast = index === candidates.length - 1;
    return {
      match: isLast
        ? {}
        : {
            doubt: zone.notes.doubt(
              zone.line,
              "which zone the connections are in depends on their interface",
            ),
          },
      action: goto(zone),
    };
  });
  return [
    ...bySource,
    ...byInterface,
    ...(candidates.length === 0
      ? [
          {
            match: {},
            action: {
              kind: "unknown",
              doubt: notes.doubt(null, "the text has no zone for connections from everywhere"),
            },
          } satisfies Rule,
        ]
      : []),
  ];
}

function chainOfZone(zone: Block, read: Read): readonly Rule[] {
  const policies = (isBefore: boolean) =>
    read.policies
      .filter(
        ({ priority, egressZones }) => priority < 0 === isBefore && egressZones.includes("HOST"),
      )
      .flatMap((policy) => policyRules(policy, policy.ingressZones, zone, "inbound", read));
  return [
    ...policies(true),
    ...blockRules(zone, "inbound", read),
    ...policies(false),
    ...targetRules(zone),
  ];
}

function outboundRules(read: Read): readonly Rule[] {
  return read.policies
    .filter(({ ingressZones }) => ingressZones.includes("HOST"))
    .flatMap((policy) => policyRules(policy, policy.egressZones, read.zones[0], "outbound", read));
}

/** The rules of a policy object, as far as it is for the zone of the other machine. */
function policyRules(
  policy: Block,
  zones: readonly string[],
  zone: Block | undefined,
  direction: Direction,
  read: Read,
): readonly Rule[] {
  const rules = [...blockRules(policy, direction, read), ...targetRules(policy)];
  if (zones.includes("ANY") || (zone?.name !== undefined && zones.includes(zone.name))) {
    return rules;
  }
  if (direction === "inbound" && zone?.name !== undefined) {
    return [];
  }
  const doubt = policy.notes.doubt(
    policy.line,
    `whether the policy object is for the zone of the connections is not known`,
  );
  return rules.map((rule) => ({ ...rule, match: { ...rule.match, doubt } }));
}

function targetRules({ target }: Block): readonly Rule[] {
  return target === "CONTINUE"
    ? []
    : [{ match: {}, action: { kind: target === "ACCEPT" ? "accept" : "drop" } }];
}

/** The rules of a zone or a policy object, in the order of the chains that firewalld makes of it. */
function blockRules(block: Block, direction: Direction, read: Read): readonly Rule[] {
  const rich = (isMeant: (rule: RichRule) => boolean) =>
    block.richRules
      .filter(isMeant)
      .sort((a, b) => a.priority - b.priority)
      .flatMap((rule) => richRules(rule, block, direction, read));
  const accept = (build: (builder: MatchBuilder) => void): readonly Rule[] => {
    const builder = new MatchBuilder(direction, read.options);
    build(builder);
    const match = builder.match(block.line, block.notes);
    return match ? [{ match, action: { kind: "accept" } }] : [];
  };
  return [
    ...block.forwardPorts.flatMap((port) =>
      accept((builder) => applyPort(builder, port, "destination")).map(
        ({ match }): Rule => ({
          match,
          action: {
            kind: "unknown",
            doubt: block.notes.doubt(block.line, `the port ${excerpt(port)} is sent elsewhere`),
          },
        }),
      ),
    ),
    ...rich(({ priority }) => priority < 0),
    ...rich(({ priority, action }) => priority === 0 && action === "drop"),
    ...block.services
      .flatMap((name) => serviceParts(name, read))
      .flatMap((part) => accept((builder) => applyPart(builder, part))),
    ...block.ports.flatMap((port) => accept((builder) => applyPort(builder, port, "destination"))),
    ...block.sourcePorts.flatMap((port) => accept((builder) => applyPort(builder, port, "source"))),
    ...block.protocols.flatMap((name) => accept((builder) => applyProtocol(builder, name))),
    ...rich(({ priority, action }) => priority === 0 && action !== "drop"),
    ...rich(({ priority }) => priority > 0),
  ];
}

/** The rules that a rich rule comes to: one, or one for each part of its service. */
function richRules(
  rule: RichRule,
  block: Block,
  direction: Direction,
  read: Read,
): readonly Rule[] {
  const { element, action, line } = rule;
  const isForward = element?.kind === "forward-port";
  if ((action === "none" && !isForward) || element?.kind === "other") {
    return [];
  }
  const parts: readonly (string | undefined)[] =
    element?.kind === "service" ? serviceParts(element.value, read) : [undefined];
  return parts.flatMap((part): Rule[] => {
    const builder = new MatchBuilder(direction, read.options);
    if (rule.family === "ipv4" || rule.family === "ipv6") {
      builder.family(rule.family);
    }
    applyEnd(builder, "source", rule.source);
    applyEnd(builder, "destination", rule.destination);
    if (part !== undefined) {
      applyPart(builder, part);
    } else if (element?.kind === "protocol") {
      applyProtocol(builder, element.value);
    } else if (element) {
      applyPort(builder, element.value, element.kind === "source-port" ? "source" : "destination");
    }
    builder.holds(rule.isLimited ? undefined : true, "a limit");
    const match = builder.match(line, block.notes);
    return match
      ? [
          {
            match,
            action: isForward
              ? { kind: "unknown", doubt: block.notes.doubt(line, "the port is sent elsewhere") }
              : { kind: action === "accept" ? "accept" : "drop" },
          },
        ]
      : [];
  });
}

/** What a service lets in, in the form of the services that come with firewalld; `?` for what is not known. */
function serviceParts(name: string, read: Read, seen: readonly string[] = []): readonly string[] {
  const service = read.services.get(name);
  if (service) {
    const to = service.destinations.length > 0 ? `>${service.destinations.join(",")}` : "";
    return [
      ...[
        ...service.ports,
        ...service.sourcePorts.map((port) => `<${port}`),
        ...service.protocols,
      ].map((part) => part + to),
      ...service.includes.flatMap((included) =>
        seen.includes(included) ? [] : serviceParts(included, read, [...seen, name]),
      ),
    ];
  }
  return Object.hasOwn(stockServices, name)
    ? (stockServices[name] as string).split(" ").filter((part) => part !== "")
    : [`?${name}`];
}

function applyPart(builder: MatchBuilder, part: string): void {
  if (part.startsWith("?")) {
    builder.holds(undefined, `the service ${excerpt(part.slice(1))}, whose ports are not known`);
    return;
  }
  const [what = "", destinations] = part.split(">");
  if (what.startsWith("<")) {
    applyPort(builder, what.slice(1), "source");
  } else if (what.includes("/")) {
    applyPort(builder, what, "destination");
  } else {
    applyProtocol(builder, what);
  }
  if (destinations !== undefined) {
    applyDestinations(builder, destinations.split(","));
  }
}

/** Link-local addresses, which only machines on the same link reach, from such an address. */
const linkLocal = readAddress("fe80::/10") as { family: Family; set: AddressSet };

function applyDestinations(builder: MatchBuilder, destinations: readonly string[]): void {
  const reachable = destinations.filter((text) => !/^(?:22[4-9]|23\d)\.|^ff/i.test(text));
  const [only, ...others] = reachable;
  if (only === undefined) {
    // Multicast, which makes no connection.
    builder.holds(false, "");
  } else if (others.length === 0 && /^fe[89ab]/i.test(only)) {
    builder.addresses("source", linkLocal.family, linkLocal.set, false, only);
  } else {
    builder.holds(undefined, excerpt(reachable.join(" ")));
  }
}

function applyEnd(
  builder: MatchBuilder,
  end: "destination" | "source",
  value: RichAddress | undefined,
): void {
  if (value === undefined) {
    return;
  }
  const what = `${end} ${excerpt(value.address ?? "that is no address")}`;
  const read = value.address === undefined ? undefined : readAddress(value.address);
  if (read) {
    builder.addresses(end, read.family, read.set, value.invert, what);
  } else {
    builder.holds(undefined, what);
  }
}

function readAddress(
  text: string,
): { readonly family: Family; readonly set: AddressSet } | undefined {
  const [address = "", mask] = text.split("/");
  const read = parsePrefix(mask?.includes(".") ? `${address}/${prefixOfMask(mask)}` : text);
  if (read === undefined) {
    return undefined;
  }
  const first = read.address - (read.address % read.size);
  return { family: read.family, set: addressSet([{ first, last: first + read.size - 1n }]) };
}

/** The length of the prefix that a mask such as 255.255.255.0 stands for; `NaN` for one that has none. */
function prefixOfMask(mask: string): number {
  const bits = parsePrefix(mask)?.address.toString(2).padStart(32, "0") ?? "none";
  return /^1*0*$/.test(bits) ? bits.replaceAll("0", "").length : Number.NaN;
}

function applyPort(builder: MatchBuilder, text: string, end: "destination" | "source"): void {
  const [port = "", name = ""] = text.split("/");
  const protocol = readTransport(name);
  const range = readPorts(port, "-");
  builder.protocols(transports.filter((each) => each === protocol));
  if (range === undefined) {
    builder.holds(undefined, `the port ${excerpt(text)}`);
  } else if (end === "destination") {
    builder.destinationPorts([range] satisfies PortRange[], false);
  } else {
    builder.sourcePorts([range], false, `the source port ${excerpt(text)}`);
  }
}

function applyProtocol(builder: MatchBuilder, name: string): void {
  const protocol = readTransport(name);
  builder.protocols(transports.filter((each) => each === protocol || protocol === "any"));
}

const transports: readonly Protocol[] = ["tcp", "udp"];
