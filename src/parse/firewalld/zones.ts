import { addressSet, countAddresses } from "../../net/address-set.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import {
  type InterfacePattern,
  isInterface,
  MatchBuilder,
  readInterface,
} from "../../packet-filter/match-builder.ts";
import type { Action, Rule } from "../../packet-filter/model.ts";
import { ascending } from "../../util/ascending.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { ParseOptions } from "../types.ts";
import type { FirewalldObject } from "./object.ts";
import { readAddress } from "./parts.ts";
import type { XmlElement } from "./xml.ts";

/** Which zone connections from outside are in. */
export interface ZonesInUse {
  /** The zones that are bound to sources, in the order in which firewalld asks them. */
  readonly bySource: readonly FirewalldObject[];
  /** The zones of which one has the others, as far as the texts tell. */
  readonly byInterface: readonly FirewalldObject[];
  /** The interface on which connections come and go, where it is known. */
  readonly interface: string | undefined;
  /** Whether it is known which of the zones that a connection fits comes first. */
  readonly isOrdered: boolean;
}

/** Sorts zones by what they are for. */
export function zonesInUse(zones: readonly FirewalldObject[], options: ParseOptions): ZonesInUse {
  const bySource = zones
    .filter((zone) => zone.elements("source").length > 0)
    .sort((a, b) => ascending(a.name ?? "", b.name ?? ""));
  const byInterface = zonesOfInterface(zones, options.interface);
  const [only, ...others] = byInterface;
  return {
    bySource,
    byInterface,
    interface:
      options.interface ??
      (others.length === 0 ? only?.elements("interface")[0]?.attributes.name : undefined),
    isOrdered:
      zones.length < 2 ||
      (zones.every(({ root }) => Number(root.attributes["ingress-priority"] ?? 0) === 0) &&
        (bySource.every(({ name }) => name !== undefined) || !overlap(bySource))),
  };
}

/** The zones that may have the connections of an interface, or of the one that matters. */
function zonesOfInterface(
  zones: readonly FirewalldObject[],
  name: string | undefined,
): readonly FirewalldObject[] {
  const interfaces = (zone: FirewalldObject) => zone.elements("interface").map(interfaceOf);
  const ofDefault = zones.filter(({ isDefault }) => isDefault);
  const isFree = (zone: FirewalldObject) =>
    interfaces(zone).length === 0 && zone.elements("source").length === 0;
  const found =
    name === undefined
      ? zones.filter(
          (zone) =>
            zone.isDefault ||
            interfaces(zone).length > 0 ||
            // A file does not have the interfaces that NetworkManager assigned.
            (!zone.isListed && isFree(zone) && ofDefault.length === 0),
        )
      : zones.filter((zone) => interfaces(zone).some((pattern) => isInterface(pattern, name)));
  return found.length > 0 ? found : ofDefault.length > 0 ? ofDefault : zones.filter(isFree);
}

function interfaceOf({ attributes: { name = "" } }: XmlElement): InterfacePattern {
  return readInterface(name, "+");
}

/** Whether an address is a source of several zones. */
function overlap(zones: readonly FirewalldObject[]): boolean {
  const sets = zones.map((zone) =>
    zone.elements("source").map(({ attributes }) => readAddress(String(attributes.address))),
  );
  const ofFamily = (wanted: Family) =>
    sets.map((all) => addressSet(all.flatMap((read) => (read?.family === wanted ? read.set : []))));
  return allFamilies.some((family) => {
    const all = ofFamily(family);
    const sum = all.reduce((total, set) => total + countAddresses(set), 0n);
    return countAddresses(addressSet(all.flat())) < sum;
  });
}

/** The rules that lead the connections from or to a zone to an action. */
export function rulesToZone(
  zone: FirewalldObject,
  direction: "inbound" | "outbound",
  action: Action,
  options: ParseOptions,
  how: { readonly isCertain: boolean; readonly withInterfaces: boolean },
): readonly Rule[] {
  const { notes } = zone;
  const rule = (line: number, apply: (builder: MatchBuilder) => void): readonly Rule[] => {
    const builder = new MatchBuilder(direction, options);
    apply(builder);
    if (!how.isCertain) {
      builder.holds(undefined, "the order of the zones");
    }
    const match = builder.match(line, notes);
    return match ? [{ match, action }] : [];
  };
  return [
    ...zone.elements("source").flatMap(({ attributes: { address = "", mac, ipset }, line }) =>
      rule(line, (builder) => {
        const read = readAddress(address);
        if (read) {
          const end = direction === "inbound" ? "source" : "destination";
          builder.addresses(end, read.family, read.set, false, "");
        } else {
          builder.holds(undefined, `who is in ${excerpt(String(address || mac || ipset))}`);
        }
      }),
    ),
    ...(how.withInterfaces ? zone.elements("interface") : []).flatMap((element) =>
      rule(element.line, (builder) =>
        builder.interfaces(
          direction === "inbound" ? "input" : "output",
          [interfaceOf(element)],
          false,
          `the interface ${excerpt(String(element.attributes.name))}`,
        ),
      ),
    ),
  ];
}
