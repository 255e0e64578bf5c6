import type { PolicyAddition } from "cpanel-ports";
import type { FirewallOptions } from "../../../worker/tasks/render-firewall.ts";
import { commandLine } from "../../parts/command-line.ts";
import { configName } from "./config-name.ts";
import type { FormatFile } from "./formats.ts";
import { defaultLabel } from "./options-of.ts";

/** Returns the command that writes a file of a firewall. */
export function commandOf(version: string, options: FirewallOptions, file: FormatFile): string {
  const words = isOnlyInAFile(options) ? ["--config", configName] : optionWords(options);
  return commandLine([...commandWords(version, file), ...words, "--output", file.name]);
}

/** Returns the equivalent command that reads its options from a configuration file. */
export function configCommandOf(version: string, file: FormatFile): string {
  return commandLine([
    ...commandWords(version, file),
    "--config",
    configName,
    "--output",
    file.name,
  ]);
}

function commandWords(version: string, { output }: FormatFile): readonly string[] {
  return ["render", output, version];
}

/** The command line cannot select no service at all, and splits additions at commas. */
function isOnlyInAFile({ services, add }: FirewallOptions): boolean {
  return (
    (Array.isArray(services) && services.length === 0) ||
    listOf(add).some((each) => typeof each === "object" && each.label.includes(","))
  );
}

function optionWords(options: FirewallOptions): readonly string[] {
  const {
    services,
    omit,
    replace = {},
    preferTls,
    outbound,
    os,
    conditions,
    allowFrom = {},
  } = options;
  return [
    ...(services === undefined ? [] : ["--service", listOf(services).join(",")]),
    ...(omit === undefined ? [] : ["--omit", listOf(omit).join(",")]),
    ...Object.entries(replace).flatMap(([key, ports]) => [
      "--replace",
      listOf(ports)
        .map((port) => `${key}=${port}`)
        .join(","),
    ]),
    ...listOf(options.add).flatMap((each) => ["--add", additionText(each)]),
    ...(preferTls ? ["--prefer-tls"] : []),
    ...(outbound === undefined ? [] : ["--outbound", outbound]),
    ...(os === undefined ? [] : ["--os", os]),
    ...(conditions === undefined ? [] : ["--conditions", conditionsText(conditions)]),
    ...Object.entries(allowFrom).flatMap(([key, sources]) => [
      "--allow-from",
      `${key}=${listOf(sources).join(",")}`,
    ]),
  ];
}

function additionText(addition: "ftp-passive" | PolicyAddition): string {
  if (addition === "ftp-passive") {
    return addition;
  }
  const { ports, protocol, direction, label } = addition;
  const range = typeof ports === "object" ? `${ports.from}-${ports.through}` : ports;
  const end = label === defaultLabel ? "" : `=${label}`;
  return `${range}/${protocol}${direction === "outbound" ? "/outbound" : ""}${end}`;
}

function conditionsText(conditions: NonNullable<FirewallOptions["conditions"]>): string {
  return conditions === "all"
    ? "all"
    : Object.entries(conditions)
        .map(([id, holds]) => (holds ? id : `${id}=false`))
        .join(",");
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value as T];
}
