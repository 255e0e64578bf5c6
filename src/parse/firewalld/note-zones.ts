import { excerpt } from "../../util/excerpt.ts";
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
  const [only, ...others] = byInterface;
  if (only && others.length === 0 && zones.length > 1 && device === undefined) {
    const zone = only.name === undefined ? "the zone" : `zone ${excerpt(only.name)}`;
    notes.add("assumed", "interface", whole, `connections use an interface of ${zone}`);
  }
  const mayDrift = ({ target }: Zone) => target.name === "default";
  if (only && bySource.some((zone) => zone !== only && mayDrift(zone))) {
    notes.add(
      "assumed",
      "default",
      whole,
      "connections that a source zone does not decide do not continue to another zone, as in firewalld 1.0 and later, or with AllowZoneDrifting off",
    );
  }
  const used = new Set([...bySource, ...byInterface]);
  for (const { name = "", interfaces, origin } of zones.filter((zone) => !used.has(zone))) {
    const why =
      interfaces.length > 0
        ? `was not examined: none of its interfaces is ${excerpt(device as string)}`
        : "is not in use: it has no interfaces and no sources";
    notes.add("ignored", "unused", origin, `zone ${excerpt(name)} ${why}`);
  }
}
