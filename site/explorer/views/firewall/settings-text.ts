import { routeText } from "../../route.ts";
import { ftpPassive, noServices } from "./read-settings.ts";
import { type AddedPort, defaultSettings, type Settings } from "./settings.ts";

/** Writes settings as an address that {@link readSettings} reads; omits defaults. */
export function settingsText(settings: Settings): string {
  const { release, services, add, conditions, format } = settings;
  const pairs: (readonly [string, string])[] = [
    ["version", release === defaultSettings.release ? "" : release],
    ["os", settings.os],
    ["services", services === null ? "" : services.join(",") || noServices],
    ["services.more", settings.moreServices],
    ["omit", settings.omit.join(",")],
    ["omit.more", settings.moreOmit],
    ...prefixed("replace.", settings.replace),
    ...prefixed("allowFrom.", settings.allowFrom),
    ["conditions", conditions === "all" ? "all" : conditionsText(conditions)],
    ["preferTls", settings.preferTls ? "true" : ""],
    ["outbound", settings.outbound === "needed" ? "needed" : ""],
    ...add.map((each) => ["add", addedText(each)] as const),
    ["add", settings.ftpPassive ? ftpPassive : ""],
    ["format", format === defaultSettings.format ? "" : format],
  ];
  return routeText(
    "firewall",
    [],
    new URLSearchParams(pairs.map(([name, value]) => [name, value])),
  );
}

function prefixed(prefix: string, values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value] as const);
}

function conditionsText(conditions: Readonly<Record<string, boolean>>): string {
  return Object.entries(conditions)
    .map(([id, holds]) => (holds ? id : `${id}=false`))
    .join(",");
}

function addedText({ ports, protocol, direction, label }: AddedPort): string {
  const outbound = direction === "outbound" ? "/outbound" : "";
  return `${ports}/${protocol}${outbound}${label === "" ? "" : `=${label}`}`;
}
