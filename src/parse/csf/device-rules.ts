import type { Family } from "../../net/types.ts";
import { isInterface, readInterface } from "../../packet-filter/interface-pattern.ts";
import type { Rule } from "../../packet-filter/model.ts";
import type { CsfSetting, CsfSettings } from "./ruleset.ts";
import { itemsOf, settingValue } from "./settings.ts";

/**
 * Compiles the interface settings to rules that precede all other rules: CSF accepts everything on skipped
 * interfaces, and filters only the configured one.
 *
 * @param device - the interface that connections use; if unknown, CSF is assumed to filter it
 */
export function deviceRules(
  settings: CsfSettings,
  family: Family,
  device: string | undefined,
): readonly Rule[] {
  if (device === undefined) {
    return [];
  }
  const rule = (name: string, action: "accept" | "drop"): readonly Rule[] => [
    {
      match: { family },
      action: { kind: action },
      origin: (settings.get(name) as CsfSetting).origin,
    },
  ];
  if (itemsOf(settingValue(settings, "ETH_DEVICE_SKIP")).includes(device)) {
    return rule("ETH_DEVICE_SKIP", "accept");
  }
  const own = settingValue(settings, "ETH6_DEVICE");
  const name = family === "ipv6" && own !== "" ? "ETH6_DEVICE" : "ETH_DEVICE";
  // CSF treats an alias such as `eth0:1` as its interface.
  const filtered = name === "ETH_DEVICE" ? settingValue(settings, name).replace(/:.*/, "") : own;
  return filtered === "" || isInterface(readInterface(filtered, "+"), device)
    ? []
    : rule(name, "drop");
}
