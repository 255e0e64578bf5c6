import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import { builtInParts } from "./built-in-services.ts";
import type { FirewalldObject, Opening, Ruleset, Service, Zone } from "./ruleset.ts";
import { Services } from "./services.ts";

/** The zones of a ruleset, and the services that its zones and policy objects name. */
interface Resolved {
  readonly zones: readonly Zone[];
  readonly services: Services;
}

/** Finds the name of each unnamed service, and turns services without a zone into a zone. */
export function resolveServices(ruleset: Ruleset, notes: NoteList): Resolved {
  const { zones, services, unnamed } = ruleset;
  const [first, ...others] = [...services.values(), ...unnamed];
  if (first && zones.length === 0) {
    const place = { input: 0, line: null };
    notes.add("assumed", "incomplete", place, "the zone has only the services in the input");
    return { zones: [zoneOf([first, ...others])], services: new Services(services, []) };
  }
  const name = nameOf(ruleset);
  const [service] = unnamed;
  if (service && name !== undefined) {
    const text = `this is the service ${excerpt(name)}`;
    notes.add("assumed", "kind", { ...service.origin, line: null }, text);
    return { zones, services: new Services(new Map([...services, [name, service]]), []) };
  }
  for (const { origin } of unnamed) {
    notes.add(
      "unknown",
      "kind",
      { ...origin, line: null },
      "cannot determine which service this is: the file does not contain its name",
    );
  }
  return { zones, services: new Services(services, unnamed) };
}

/** Returns a zone with only the services in the input. */
function zoneOf(services: readonly [Service, ...Service[]]): Zone {
  const [{ origin }] = services;
  return {
    kind: "zone",
    name: undefined,
    origin,
    isListed: false,
    isDefault: false,
    hasPriority: false,
    sources: [],
    interfaces: [],
    target: { name: "default", origin },
    openings: services.flatMap(openingsOf),
    forwards: [],
    richRules: [],
    unrecognized: [],
  };
}

function openingsOf({ origin, parts, includes }: Service): readonly Opening[] {
  return [
    ...parts.map((each): Opening => ({ kind: "part", ...each })),
    ...includes.map((name): Opening => ({ kind: "service", name, origin })),
  ];
}

/**
 * Returns the name of a single unnamed service: the only undefined service that zones, policy objects and other
 * services name; `undefined` if ambiguous.
 */
function nameOf({ zones, policies, services, unnamed }: Ruleset): string | undefined {
  const used = [...zones, ...policies].flatMap(servicesOf);
  const included = [...services.values()].flatMap(({ includes }) => includes);
  const missing = [...new Set([...used, ...included])].filter(
    (name) => !services.has(name) && builtInParts(name) === undefined,
  );
  return unnamed.length === 1 && missing.length === 1 ? missing[0] : undefined;
}

function servicesOf({ openings, richRules }: FirewalldObject): readonly string[] {
  return [
    ...openings.flatMap((each) => (each.kind === "service" ? [each.name] : [])),
    ...richRules.flatMap(({ element }) => (element?.kind === "service" ? [element.name] : [])),
  ];
}
