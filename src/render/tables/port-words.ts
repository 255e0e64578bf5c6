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

/** The ticked protocols; a dash where the page ticks none. */
export function protocolsOf(entry: AnyEntry): string {
  const { tcp, udp } = rowOf(entry);
  return ticked({ tcp, udp });
}

/** The ticked directions, or that the port is for the server itself. */
export function directionsOf(entry: AnyEntry): string {
  const { inbound, outbound } = rowOf(entry);
  return entry.scope === "loopback" ? "loopback" : ticked({ in: inbound, out: outbound });
}

/** How a port is protected, in words. */
export function protectionWord(protection: Protection): string {
  return protectionWords[protection];
}

/** `yes` and `no` for the two booleans; any other value as it is. */
export function wordFor(value: boolean | string): string {
  return value === true ? "yes" : value === false ? "no" : value;
}

/** What must hold on a server for the port to be used. */
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

/** A condition in words, behind the protocols that it is about where the port has others too. */
export function conditionText({ text, protocols }: Condition, entry: AnyEntry): string {
  return isPartial(protocols, entry) ? `${protocols.join(", ")} ${text}` : text;
}
