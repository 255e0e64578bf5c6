import { InvalidConfigurationError } from "../../errors.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Action, Rule } from "../../packet-filter/model.ts";
import { unknownRule } from "../../packet-filter/unknown-rule.ts";
import { ascending } from "../../util/ascending.ts";
import { excerpt } from "../../util/excerpt.ts";
import { readTexts } from "../input.ts";
import { Notes, type TextNotes } from "../notes.ts";
import { firewallPolicy } from "../to-exposure.ts";
import type { ParsedFirewall, ParseOptions, Texts } from "../types.ts";
import { type FirewalldObject, firewalldObject, kindOf } from "./object.ts";
import { isStock, Services } from "./parts.ts";
import { readFirewalldList } from "./read-list.ts";
import { readPriority } from "./rich-rule.ts";
import { forwardRules, objectRules, type RuleContext, targetRules } from "./rules.ts";
import { type FirewalldService, readServiceXml } from "./service.ts";
import { readXml, type XmlElement } from "./xml.ts";
import { rulesToZone, type ZonesInUse, zonesInUse } from "./zones.ts";

/** How {@link parseFirewalld} reads. */
export interface ParseFirewalldOptions extends ParseOptions {
  /** The XML of services by their names, which their files do not have within them. */
  readonly services?: Readonly<Record<string, string>> | undefined;
}

const expected =
  "the XML of a zone, a service or a policy of firewalld, or what firewall-cmd --list-all prints";

/** No server has more; firewalld comes with some 230. */
const mostObjects = 2000;

/**
 * Reads zones, services and policy objects of firewalld: their XML, and what `firewall-cmd` prints of
 * them with `--list-all`, `--list-all-zones`, `--list-all-policies`, `--info-zone`, `--info-policy` and
 * `--info-service`.
 *
 * Zones, policy objects and rich rules are followed in the order of firewalld's backend for nftables:
 * first the zones of sources, then that of the interface; in each, policy objects before and after it.
 * The services that come with firewalld 1.3.3 are known; others are looked up in the texts and in
 * `services`, and one that is nowhere makes everything that it may open unknown. So do limits of a
 * rate, sets of ipset and MAC addresses with the ports that they touch.
 *
 * @param texts - one text or several that belong together; a service alone is read as a zone that has
 *   just that service
 * @returns the policy
 * @throws {@link index.InvalidConfigurationError} for a text of another kind, for a list that is cut
 *   off, and for XML that is not well formed or declares a document type
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
 *   protocols:
 *   rich rules:
 * 	rule family="ipv4" source address="203.0.113.9" drop
 * cpanel
 *   ports: 2083/tcp 2087/tcp
 *   protocols:
 * `);
 * policy.rules.map((rule) => rule.ports.from); // => [22, 2083, 2087, 8443]
 * policy.rules[0]?.except; // => ["203.0.113.9"]
 * ```
 */
export function parseFirewalld(texts: Texts, options: ParseFirewalldOptions = {}): ParsedFirewall {
  const notes = new Notes();
  const objects = readTexts(texts, expected).flatMap((text, index) =>
    readText(text, notes.of(index)),
  );
  if (objects.length > mostObjects) {
    throw new InvalidConfigurationError(
      `there are ${objects.length} zones, services and policy objects; expected ${mostObjects} at most`,
      undefined,
      undefined,
    );
  }
  const whole = notes.of(0);
  const read = sortOut(withoutTwins(objects), options, whole);
  const inbound = inboundChains(read, whole);
  const outbound = outboundChains(read, whole);
  noteServices(read.services, whole);
  return firewallPolicy(
    "firewalld",
    allFamilies,
    {
      stages: {
        inbound: [{ rules: inbound.rules, policy: "drop" }],
        outbound: [{ rules: outbound.rules, policy: "accept" }],
      },
      chain: ({ direction }, name) =>
        (direction === "inbound" ? inbound : outbound).chains.get(name),
    },
    notes,
  );
}

function readText(text: string, notes: TextNotes): readonly FirewalldObject[] {
  if (!/^\s*</.test(text)) {
    return readFirewalldList(text, notes);
  }
  const root = readXml(text);
  const kind = kindOf(root);
  if (kind === undefined) {
    throw new InvalidConfigurationError(
      `line ${root.line} has the element ${excerpt(root.name)}; expected ${expected}`,
      undefined,
      root.line,
    );
  }
  return [firewalldObject(kind, root, notes, undefined)];
}

/** Objects without those that the texts have a second time, as several lists may print the same one. */
function withoutTwins(objects: readonly FirewalldObject[]): readonly FirewalldObject[] {
  const seen = new Map<string, string>();
  return objects.filter(({ kind, name, root }) => {
    if (name === undefined) {
      return true;
    }
    const key = `${kind} ${name}`;
    const content = contentOf(root);
    const before = seen.get(key);
    if (before !== undefined && before !== content) {
      throw new InvalidConfigurationError(
        `line ${root.line} has the ${kind} ${excerpt(name)} for a second time, with other settings; expected each once`,
        name,
        root.line,
      );
    }
    seen.set(key, content);
    return before === undefined;
  });
}

/** The elements as text, without their lines and in no order. */
function contentOf({ attributes, children }: XmlElement): string {
  const text = ({ name, attributes, children }: XmlElement): string =>
    JSON.stringify([name, attributes, children.map(text)]);
  return JSON.stringify([attributes, children.map(text).sort()]);
}

/** Everything that the texts say. */
interface Read {
  readonly zones: readonly FirewalldObject[];
  readonly policies: readonly FirewalldObject[];
  readonly services: Services;
  readonly options: ParseOptions;
  readonly inUse: ZonesInUse;
}

function sortOut(
  objects: readonly FirewalldObject[],
  given: ParseFirewalldOptions,
  whole: TextNotes,
): Read {
  const ofKind = (kind: FirewalldObject["kind"]) => objects.filter((each) => each.kind === kind);
  const services = new Map<string, FirewalldService>();
  for (const [name, text] of Object.entries(given.services ?? {})) {
    const [service] = readText(text, whole);
    if (service?.kind !== "service") {
      throw new InvalidConfigurationError(
        `the text of the service ${excerpt(name)} is of another kind; expected the XML of a service`,
        text,
        service?.root.line,
      );
    }
    services.set(name, serviceOf(service));
  }
  const unnamed: FirewalldObject[] = [];
  for (const service of ofKind("service")) {
    if (service.name === undefined) {
      unnamed.push(service);
    } else {
      services.set(service.name, serviceOf(service));
    }
  }
  const policies = ofKind("policy");
  const zones = [...ofKind("zone")];
  let nameless: readonly FirewalldObject[] = [];
  if (zones.length === 0 && services.size + unnamed.length > 0) {
    zones.push(zoneOf(services, unnamed, whole));
  } else {
    nameless = nameService([...zones, ...policies], services, unnamed);
  }
  const inUse = zonesInUse(zones, given);
  if (ofKind("zone").length === 1) {
    whole.add("assumed", null, "no zone is in use that is not in the text");
  }
  noteZones(zones, inUse, given.interface, whole);
  return {
    zones,
    policies,
    services: new Services(services, nameless.map(serviceOf)),
    options: { interface: inUse.interface },
    inUse,
  };
}

/** Says what was taken for granted of several zones. */
function noteZones(
  zones: readonly FirewalldObject[],
  { bySource, byInterface }: ZonesInUse,
  given: string | undefined,
  notes: TextNotes,
): void {
  const [only, ...others] = byInterface;
  if (only && others.length === 0 && zones.length > 1 && given === undefined) {
    const name = only.name === undefined ? "" : ` ${excerpt(only.name)}`;
    notes.add("assumed", null, `connections come and go on an interface of the zone${name}`);
  }
  if (only && bySource.some((zone) => zone !== only && isUndecided(zone))) {
    notes.add(
      "assumed",
      null,
      "what a zone of sources does not decide comes to no other zone, as in firewalld 1.0 and later, and before without AllowZoneDrifting",
    );
  }
}

function isUndecided({ root: { attributes } }: FirewalldObject): boolean {
  return (attributes.target ?? "default") === "default";
}

function serviceOf({ root, strange }: FirewalldObject): FirewalldService {
  return readServiceXml(
    root,
    strange.map(({ what }) => what),
  );
}

/** A zone that has just the services that the texts have. */
function zoneOf(
  services: Map<string, FirewalldService>,
  unnamed: readonly FirewalldObject[],
  notes: TextNotes,
): FirewalldObject {
  notes.add("assumed", null, "the zone has the services of the texts, and nothing else");
  for (const [index, service] of unnamed.entries()) {
    services.set(`text ${index}`, serviceOf(service));
  }
  const elements = [...services.keys()].map((name) => ({
    name: "service",
    attributes: { name },
    children: [],
    line: 1,
  }));
  return firewalldObject(
    "zone",
    { name: "zone", attributes: {}, children: elements, line: 1 },
    notes,
    undefined,
  );
}

/**
 * Finds which service the file of one is: that which zones and policy objects have and no text defines.
 *
 * @returns the files of which that cannot be told
 */
function nameService(
  objects: readonly FirewalldObject[],
  services: Map<string, FirewalldService>,
  unnamed: readonly FirewalldObject[],
): readonly FirewalldObject[] {
  const used = objects.flatMap((object) => [
    ...object.elements("service"),
    ...object
      .elements("rule")
      .flatMap(({ children }) => children.filter(({ name }) => name === "service")),
  ]);
  const included = [...services.values()].flatMap(({ includes }) => includes);
  const names = new Set([...used.map(({ attributes }) => String(attributes.name)), ...included]);
  const missing = [...names].filter((name) => !services.has(name) && !isStock(name));
  const [service, ...others] = unnamed;
  const [name, ...more] = missing;
  if (service && name !== undefined && others.length === 0 && more.length === 0) {
    service.notes.add("assumed", null, `this is the service ${excerpt(name)}`);
    services.set(name, serviceOf(service));
    return [];
  }
  for (const { notes } of unnamed) {
    notes.add(
      "unknown",
      null,
      "which service this is cannot be told: the file does not have its name",
    );
  }
  return unnamed;
}

/** Says whose ports were not in the texts. */
function noteServices({ stock }: Services, notes: TextNotes): void {
  if (stock.size > 0) {
    const names = [...stock].sort();
    const some = names.slice(0, 10).join(", ");
    const others = names.length > 10 ? ` and ${names.length - 10} more` : "";
    notes.add(
      "assumed",
      null,
      `the services that come with firewalld are those of 1.3.3: ${some}${others}`,
    );
  }
}

interface Chains {
  readonly rules: readonly Rule[];
  readonly chains: ReadonlyMap<string, readonly Rule[]>;
}

/** What becomes of what comes in: the zones of its source or its interface decide. */
function inboundChains(read: Read, notes: TextNotes): Chains {
  const { zones, inUse, options } = read;
  const chains = new Map<string, readonly Rule[]>();
  const context: RuleContext = { direction: "inbound", services: read.services, options, chains };
  const forwards = policyRules(
    read.policies.filter((each) => !hasZone(each, "ingress-zone", "HOST")),
    "ingress-zone",
    read,
    context,
    forwardRules,
    "forwards",
  );
  const toHost = read.policies.filter((each) => hasZone(each, "egress-zone", "HOST"));
  const around = (isBefore: boolean) =>
    policyRules(
      toHost.filter((each) => isBefore === priorityOf(each) < 0),
      "ingress-zone",
      read,
      context,
      settingsOfPolicy,
      isBefore ? "before" : "after",
    );
  const before = around(true);
  const after = around(false);
  const used = new Set([...inUse.bySource, ...inUse.byInterface]);
  for (const [index, zone] of zones.entries()) {
    if (used.has(zone)) {
      chains.set(`zone ${index}`, [
        ...forwards,
        ...forwardRules(zone, context),
        ...before,
        ...objectRules(zone, context),
        ...after,
        ...targetRules(zone),
      ]);
    } else {
      zone.notes.add(
        "ignored",
        zone.root.line,
        `the zone ${excerpt(zone.name ?? "")} is not in use: it has no interface and no source`,
      );
    }
  }
  const goto = (zone: FirewalldObject): Action => ({
    kind: "goto",
    chain: `zone ${zones.indexOf(zone)}`,
  });
  const last = inUse.byInterface.at(-1);
  return {
    chains,
    rules: [
      ...inUse.bySource.flatMap((zone) =>
        rulesToZone(zone, "inbound", goto(zone), options, {
          isCertain: inUse.isOrdered,
          withInterfaces: false,
        }),
      ),
      ...inUse.byInterface.map((zone): Rule => {
        const doubt =
          zone === last
            ? undefined
            : zone.notes.doubt(
                zone.root.line,
                "which zone connections are in depends on their interface",
              );
        return { match: { doubt }, action: goto(zone) };
      }),
      ...(last ? [] : [...forwards, ...before, unknownRule(noZone(zones, notes))]),
    ],
  };
}

function noZone(zones: readonly FirewalldObject[], notes: TextNotes) {
  return notes.doubt(
    null,
    zones.length === 0
      ? "the texts have no zone"
      : "the texts do not have the zone of connections from everywhere",
  );
}

/** What becomes of what goes out: it passes unless a policy object keeps it in. */
function outboundChains(read: Read, notes: TextNotes): Chains {
  const chains = new Map<string, readonly Rule[]>();
  const context: RuleContext = {
    direction: "outbound",
    services: read.services,
    options: read.options,
    chains,
  };
  const fromHost = read.policies.filter((each) => hasZone(each, "ingress-zone", "HOST"));
  if (read.policies.length === 0) {
    notes.add(
      "assumed",
      null,
      "no policy object, of which the texts have none, limits what goes out",
    );
  }
  const rules = (
    name: string,
    policies: readonly FirewalldObject[],
    make: typeof forwardRules,
  ): readonly Rule[] => policyRules(policies, "egress-zone", read, context, make, name);
  return {
    chains,
    rules: [
      ...rules("forwards", fromHost, forwardRules),
      ...rules("all", fromHost, settingsOfPolicy),
    ],
  };
}

function settingsOfPolicy(policy: FirewalldObject, context: RuleContext): readonly Rule[] {
  return [...objectRules(policy, context), ...targetRules(policy)];
}

function hasZone(policy: FirewalldObject, element: string, zone: string): boolean {
  return policy.elements(element).some(({ attributes }) => attributes.name === zone);
}

/** The priority of a policy object; -1 where there is none. */
function priorityOf({ root: { attributes } }: FirewalldObject): number {
  return readPriority(attributes.priority ?? "-1") ?? -1;
}

/** The rules that lead to policy objects, in the order of their priorities. */
function policyRules(
  policies: readonly FirewalldObject[],
  ends: "egress-zone" | "ingress-zone",
  read: Read,
  context: RuleContext,
  make: (policy: FirewalldObject, context: RuleContext) => readonly Rule[],
  prefix: string,
): readonly Rule[] {
  const compiled: readonly Compiled[] = policies
    .map((policy) => ({ policy, priority: priorityOf(policy), rules: make(policy, context) }))
    .filter(({ rules }) => rules.length > 0)
    .sort((a, b) => a.priority - b.priority || ascending(a.policy.name ?? "", b.policy.name ?? ""));
  const priorities = new Map<number, Compiled[]>();
  for (const each of compiled) {
    const equals = priorities.get(each.priority) ?? [];
    priorities.set(each.priority, equals);
    equals.push(each);
  }
  const rules = [...priorities.values()].flatMap((equals) => {
    const isOrdered =
      equals.length === 1 ||
      equals.every(({ policy }) => policy.name !== undefined && isForAll(policy, ends)) ||
      new Set(equals.flatMap((each) => each.rules.map(({ action }) => action.kind))).size === 1;
    return equals.flatMap(({ policy, rules }) => {
      const chain = `${prefix} ${context.chains.size}`;
      context.chains.set(chain, rules);
      return rulesToPolicy(policy, ends, { kind: "jump", chain }, isOrdered, read, context);
    });
  });
  if (rules.length === 0) {
    return [];
  }
  // One chain, to which those of all zones lead.
  context.chains.set(prefix, rules);
  return [{ match: {}, action: { kind: "jump", chain: prefix } }];
}

/** A policy object and its rules. */
interface Compiled {
  readonly policy: FirewalldObject;
  readonly priority: number;
  readonly rules: readonly Rule[];
}

/** Whether firewalld asks a policy object from its start on, and not when a zone comes into use. */
function isForAll(policy: FirewalldObject, ends: "egress-zone" | "ingress-zone"): boolean {
  return hasZone(policy, ends, "ANY");
}

function rulesToPolicy(
  policy: FirewalldObject,
  ends: "egress-zone" | "ingress-zone",
  action: Action,
  isOrdered: boolean,
  { zones, options }: Read,
  { direction }: RuleContext,
): readonly Rule[] {
  const { notes, root } = policy;
  const unordered = "the order of policy objects of the same priority is not in the texts";
  return policy.elements(ends).flatMap(({ attributes, line }): readonly Rule[] => {
    const name = String(attributes.name);
    const zone = zones.find((each) => each.name === name);
    if (name === "ANY" || name === "HOST") {
      return [{ match: isOrdered ? {} : { doubt: notes.doubt(root.line, unordered) }, action }];
    }
    if (zone === undefined) {
      const doubt = notes.doubt(line, `the zone ${excerpt(name)} is not in the texts`);
      return [{ match: { doubt }, action }];
    }
    return rulesToZone(zone, direction, action, options, {
      isCertain: isOrdered,
      withInterfaces: true,
    });
  });
}
