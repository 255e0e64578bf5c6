import { firewallData } from "../dataset/dataset.ts";
import type { OperatingSystem } from "../dataset/types.ts";
import { UnknownOperatingSystemError } from "../errors.ts";
import { quote } from "../util/quote.ts";

/**
 * Parses the name of an operating system, with an optional version.
 *
 * @param field - the option or argument, for the error
 * @throws {@link UnknownOperatingSystemError} when no page names the system
 */
export function parseOperatingSystem(
  field: "operatingSystem" | "os",
  input: unknown,
): {
  system: OperatingSystem;
  version: number | undefined;
} {
  const words = typeof input === "string" ? input.trim().toLowerCase().split(/[ -]+/) : [];
  const version = /^\d{1,4}(?:\.\d{1,4}){0,2}$/.test(words.at(-1) ?? "") ? words.pop() : undefined;
  const name = words.filter((each) => each !== "os").join(" ");
  const { operatingSystems } = firewallData();
  const system = operatingSystems.find(
    (each) => each.id === name || each.name.toLowerCase() === name,
  );
  if (!system) {
    throw new UnknownOperatingSystemError(
      `${field} is ${quote(input)}, which no page names`,
      input,
      { field, name, accepted: operatingSystems.map((each) => each.id) },
    );
  }
  return { system, version: version === undefined ? undefined : Number.parseInt(version, 10) };
}
