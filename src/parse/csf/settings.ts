import { portSet, readPortList } from "../../net/port-set.ts";
import type { PortRange } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { CsfSettings } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** Returns the value of a setting without spaces around it; empty if it is not set. */
export function settingValue(settings: CsfSettings, name: string): string {
  return settings.get(name)?.value.trim() ?? "";
}

/** Returns whether a setting is on: neither empty nor 0. */
export function isOn(settings: CsfSettings, name: string): boolean {
  return !["", "0"].includes(settingValue(settings, name));
}

/** Returns whether a setting is explicitly 0. */
export function isOff(settings: CsfSettings, name: string): boolean {
  return settingValue(settings, name) === "0";
}

/** Returns the ports of a list such as `22,30000:35000`. */
export function portsOf(settings: CsfSettings, name: string): readonly PortRange[] {
  const setting = settings.get(name);
  if (setting === undefined) {
    return [];
  }
  const { origin, value } = setting;
  const ranges = readPortList(
    itemsOf(value).filter((item) => item !== ""),
    ":",
  );
  if (ranges === undefined) {
    const what = `sets ${name} to ${excerpt(value)}, not to ports and ranges such as 22,30000:35000`;
    throw wrongLine(origin, what, value);
  }
  return portSet(ranges);
}

/** Returns the fields of each entry of a setting such as `22;tcp;5;300,80;tcp;20;5`. */
export function entriesOf(settings: CsfSettings, name: string): readonly (readonly string[])[] {
  return itemsOf(settingValue(settings, name)).map((entry) => entry.split(";"));
}

/** Returns the items of a comma-separated list, without blanks. */
export function itemsOf(value: string): readonly string[] {
  return value.replace(/\s/g, "").split(",");
}
