import { excerpt } from "../../util/excerpt.ts";
import { groupBy } from "../../util/group-by.ts";
import type { NoteList, Place } from "../notes.ts";
import type { Zone } from "./ruleset.ts";
import type { ZonesInUse } from "./zones-in-use.ts";

/**
 * Notes the zones that are not in use, and the assumptions about the zones that are.
 *
 * @param device - the given interface
 */
export function noteZones(
  zones: readonly Zone[],
  { bySource, byInterface }: ZonesInUse,
  device: string | undefined,
  notes: NoteList,
): void {
  const whole: Place = { input: 0, line: null };
  const [only, ...more] = byInterface;
  if (only && more.length === 0 && zones.length > 1 && device === undefined) {
    const zone = only.name === undefined ? "the zone" : `zone ${excerpt(only.name)}`;
    notes.add("assumed", "interface", whole, `connections use an interface of ${zone}`);
  }
  const mayDrift = ({ target }: Zone) => target.name === "default";
  if (only && bySource.some((zone) => zone !== only && mayDrift(zone))) {
    notes.add(
      "assumed",
      "default",
      whole,
      "AllowZoneDrifting is off, as always since firewalld 1.0: only the source zone decides connections from its sources",
    );
  }
  const used = new Set([...bySource, ...byInterface]);
  const others = zones.filter((zone) => !used.has(zone));
  for (const { name = "", origin } of others.filter(hasInterfaces)) {
    notes.add(
      "ignored",
      "unused",
      origin,
      `zone ${excerpt(name)} was not examined: none of its interfaces is ${excerpt(device as string)}`,
    );
  }
  const idle = others.filter((zone) => !hasInterfaces(zone));
  for (const group of groupBy(idle, ({ origin }) => origin.input).values()) {
    const names = group.map(({ name = "" }) => excerpt(name));
    notes.add(
      "ignored",
      "unused",
      group[0].origin,
      names.length === 1
        ? `zone ${names[0]} is not in use: it has no interfaces and no sources`
        : `zones ${names.join(", ")} are not in use: they have no interfaces and no sources`,
    );
  }
}

function hasInterfaces({ interfaces }: Zone): boolean {
  return interfaces.length > 0;
}
