import type { AnyEntry } from "../../dataset/own-entry.ts";
import { rowOf } from "../../dataset/row-of.ts";
import type { Condition, Protection } from "../../dataset/types.ts";
import { isPartial } from "./is-partial.ts";

const protectionWords: Readonly<Record<Protection, string>> = {
  implicit: "TLS",
  starttls: "upgrade to TLS",
  ssh: "SSH",
  none: "plain text",
  undocumented: "undocumented",
};

/** Returns the ticked protocols, or a dash if the page ticks none. */
export function protocolsOf(entry: AnyEntry): string {
  const { tcp, udp } = rowOf(entry);
  return ticked({ tcp, udp });
}

/** Returns the ticked directions, or `loopback` for a port of the server itself. */
export function directionsOf(entry: AnyEntry): string {
  const { inbound, outbound } = rowOf(entry);
  return entry.scope === "loopback" ? "loopback" : ticked({ in: inbound, out: outbound });
}

/** Returns the protection of a port in words. */
export function protectionWord(protection: Protection): string {
  return protectionWords[protection];
}

/** Returns `yes` and `no` for booleans, and strings unchanged. */
export function wordFor(value: boolean | string): string {
  return value === true ? "yes" : value === false ? "no" : value;
}

/** Returns the conditions for the use of a port in words. */
export function conditionsOf(entry: AnyEntry): string {
  return entry.conditions.map((each) => conditionText(each, entry)).join("; ");
}

function ticked(ticks: Readonly<Record<string, boolean>>): string {
  return (
    Object.keys(ticks)
      .filter((name) => ticks[name])
      .join(", ") || "-"
  );
}

/** Returns a condition in words, after its protocols if the port also has other ones. */
export function conditionText({ text, protocols }: Condition, entry: AnyEntry): string {
  return isPartial(protocols, entry) ? `${protocols.join(", ")} ${text}` : text;
}
