import { rangeText } from "../net/port-range.ts";
import { settingText } from "./setting-text.ts";
import type { WidenedPorts } from "./widened-ports.ts";

/** The maximum number of networks that a warning names. */
const most = 5;

/** Returns a warning about ports that a plan opens to everybody although they are limited now. */
export function widenedText({ protocol, ports, sources }: WidenedPorts): string {
  const isShort = sources.length <= most;
  const some = isShort
    ? sources.join(", ")
    : `${sources.slice(0, most).join(", ")} and ${sources.length - most} more`;
  const limit = settingText("allowFrom", rangeText(ports), isShort ? sources : ["NETWORKS"]);
  return `${protocol.toUpperCase()} ${rangeText(ports)} is now open only to ${some}, and will be open to everybody; to keep the limit, set ${limit}`;
}
