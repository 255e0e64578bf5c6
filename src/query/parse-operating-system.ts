import { firewallData } from "../dataset/dataset.ts";
import type { OperatingSystem } from "../dataset/types.ts";
import { UnknownOperatingSystemError } from "../errors.ts";
import { quote } from "../util/quote.ts";

/**
 * Parses the name of an operating system, with an optional version.
 *
 * @throws {@link UnknownOperatingSystemError} when no page names the system
 */
export function parseOperatingSystem(input: string): {
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
      `no page names the operating system ${quote(input)}`,
      input,
      name,
      operatingSystems.map((each) => each.id),
    );
  }
  return { system, version: version === undefined ? undefined : Number.parseInt(version, 10) };
}
