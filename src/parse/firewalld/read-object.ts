import { readInterface } from "../../packet-filter/interface-pattern.ts";
import { groupBy } from "../../util/group-by.ts";
import type { FirewalldDocument } from "./document.ts";
import { ipsetName } from "./ipset-name.ts";
import { readAddress } from "./read-address.ts";
import { readPortElement, readProtocol } from "./read-part.ts";
import { readPriority } from "./read-priority.ts";
import { readRichRule } from "./read-rich-rule.ts";
import type { XmlElement } from "./read-xml.ts";
import type {
  FirewalldObject,
  ForwardPort,
  Opening,
  PolicyObject,
  Zone,
  ZoneInterface,
  ZoneReference,
  ZoneSource,
} from "./ruleset.ts";
import { sourceText } from "./source-text.ts";
import { staysHere } from "./stays-here.ts";
import { unrecognizedIn } from "./unrecognized-in.ts";

/** Returns the elements with a name within an object. */
type Elements = (name: string) => readonly XmlElement[];

/**
 * Reads a zone.
 *
 * @throws {@link InvalidConfigurationError} if an element lacks a required attribute
 */
export function readZone(document: FirewalldDocument): Zone {
  const elements = elementsOf(document);
  const { attributes } = document.root;
  return {
    kind: "zone",
    ...readSettings(document, "zone", elements),
    isDefault: document.isDefault,
    hasPriority: Number(attributes["ingress-priority"] ?? 0) !== 0,
    sources: elements("source").map(readSource),
    interfaces: elements("interface").map(readZoneInterface),
  };
}

/**
 * Reads a policy object. Its default priority is -1.
 *
 * @throws {@link InvalidConfigurationError} if an element lacks a required attribute
 */
export function readPolicyObject(document: FirewalldDocument): PolicyObject {
  const elements = elementsOf(document);
  return {
    kind: "policy",
    ...readSettings(document, "policy", elements),
    priority: readPriority(document.root.attributes.priority ?? "-1") ?? -1,
    ingress: elements("ingress-zone").map(readReference),
    egress: elements("egress-zone").map(readReference),
  };
}

function elementsOf({ root }: FirewalldDocument): Elements {
  const byName = groupBy(root.children, ({ name }) => name);
  return (name) => byName.get(name) ?? [];
}

function readSettings(
  { name, isListed, root, targetOrigin }: FirewalldDocument,
  kind: FirewalldObject["kind"],
  elements: Elements,
): Omit<FirewalldObject, "kind"> {
  return {
    name,
    isListed,
    origin: root.origin,
    target: { name: root.attributes.target ?? "default", origin: targetOrigin },
    unrecognized: unrecognizedIn(kind, root),
    openings: readOpenings(elements),
    forwards: elements("forward-port").map(readForwardPort),
    richRules: elements("rule").map(readRichRule),
  };
}

function readOpenings(elements: Elements): readonly Opening[] {
  const ports = (name: "port" | "source-port") =>
    elements(name).map(
      (each): Opening => ({ kind: "part", part: readPortElement(each, name), origin: each.origin }),
    );
  return [
    ...ports("port"),
    ...ports("source-port"),
    ...elements("protocol").map(
      ({ attributes, origin }): Opening => ({
        kind: "part",
        part: readProtocol(attributes.value),
        origin,
      }),
    ),
    ...elements("service").map(
      ({ attributes, origin }): Opening => ({
        kind: "service",
        name: String(attributes.name),
        origin,
      }),
    ),
  ];
}

function readForwardPort(element: XmlElement): ForwardPort {
  return {
    part: readPortElement(element, "port"),
    staysHere: staysHere(element),
    family: element.attributes["to-addr"]?.includes(":") ? "ipv6" : "ipv4",
    origin: element.origin,
  };
}

function readSource({ attributes, origin }: XmlElement): ZoneSource {
  const { address = "" } = attributes;
  return {
    addresses: readAddress(address),
    ipset: ipsetName(attributes),
    what: sourceText(attributes),
    origin,
  };
}

function readZoneInterface({ attributes, origin }: XmlElement): ZoneInterface {
  const name = String(attributes.name);
  return { name, pattern: readInterface(name, "+"), origin };
}

function readReference({ attributes, origin }: XmlElement): ZoneReference {
  return { name: String(attributes.name), origin };
}
