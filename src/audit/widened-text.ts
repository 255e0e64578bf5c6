import { rangeText } from "../net/port-range.ts";
import type { WidenedPorts } from "./widened-ports.ts";

/** The maximum number of networks that a warning names. */
const most = 5;

/** Returns a warning about ports that a plan opens to everybody although they are limited now. */
export function widenedText({ protocol, ports, sources }: WidenedPorts): string {
  const [some, networks] =
    sources.length > most
      ? [`${sources.slice(0, most).join(", ")} and ${sources.length - most} more`, "NETWORKS"]
      : [sources.join(", "), sources.join(",")];
  return `${protocol.toUpperCase()} ${rangeText(ports)} is now open only to ${some}, and will be open to everybody; to keep the limit, add --allow-from ${rangeText(ports)}=${networks}`;
}
