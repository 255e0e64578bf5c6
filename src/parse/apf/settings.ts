import { readPorts } from "../../net/port-set.ts";
import type { Origin, PortRange } from "../../net/types.ts";
import { originText } from "../../util/excerpt.ts";
import { type ApfSettingName, defaultSettings } from "./default-settings.ts";
import type { ApfSettings } from "./ruleset.ts";

/** Returns the value of a setting without spaces around it. */
export function settingValue({ given, isWhole }: ApfSettings, name: ApfSettingName): string {
  return given.get(name)?.value ?? (isWhole ? "" : defaultSettings[name]);
}

/** Returns whether a setting is 1. */
export function isOn(settings: ApfSettings, name: ApfSettingName): boolean {
  return settingValue(settings, name) === "1";
}

/** Returns the origin of a setting; if it is not set, the origin quotes APF's default. */
export function settingOrigin(settings: ApfSettings, name: ApfSettingName): Origin {
  const text = originText(`${name}="${settingValue(settings, name)}" (by default)`);
  return (
    settings.given.get(name)?.origin ?? {
      input: settings.input,
      line: null,
      text,
      table: name,
      chain: null,
    }
  );
}

/** Returns the words of a setting, separated by commas or spaces. */
export function wordsOf(settings: ApfSettings, name: ApfSettingName): readonly string[] {
  return settingValue(settings, name)
    .split(/[,\s]+/)
    .filter((word) => word !== "");
}

/** The ports of a setting, and its other words. */
export interface ApfPorts {
  readonly ports: readonly PortRange[];
  readonly others: readonly string[];
}

/** Returns the ports of a setting such as `22,2083_2087`. */
export function portsOf(settings: ApfSettings, name: ApfSettingName): ApfPorts {
  const ports: PortRange[] = [];
  const others: string[] = [];
  for (const word of wordsOf(settings, name)) {
    const range = readPorts(word.replaceAll("_", ":"), ":");
    if (range) {
      ports.push(range);
    } else {
      others.push(word);
    }
  }
  return { ports, others };
}
