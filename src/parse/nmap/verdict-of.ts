import type { StatedPorts, Technique } from "./ruleset.ts";

/** What a state says of connections; a text says why it does not tell. */
export type PortVerdict = "closed" | "open" | { readonly why: string };

/** The techniques that open connections as any program does, or begin to. */
const conclusive: ReadonlySet<string> = new Set(["connect", "syn", "udp"]);

/** Why a state does not tell whether connections get through. */
const whys: ReadonlyMap<string, string> = new Map([
  ["closed", "nothing listens, or a firewall rejects connections"],
  ["unfiltered", "packets get through, so connections may get through as well"],
  [
    "open|filtered",
    "no reply, because the port is open but silent or a firewall dropped the packets",
  ],
  ["closed|filtered", "nothing listens, or a firewall blocks connections"],
]);

/**
 * Returns what a state says of connections. `open` and `filtered` do, if the scan opened connections: one
 * was accepted, or got no reply but those of firewalls. A port that is `closed` replied with a reset (TCP)
 * or "port unreachable" (UDP), which hosts do of themselves and firewalls do for them.
 *
 * @param oddOption - an option with which the packets were not those of a connection
 */
export function verdictOf(
  { state, reason }: Pick<StatedPorts, "reason" | "state">,
  technique: Technique["name"] | undefined,
  oddOption: string | undefined,
): PortVerdict {
  const shown = `nmap reports ${reason === "" ? state : `${state} (${reason})`}`;
  if (oddOption !== undefined) {
    return { why: `${shown}, but ${oddOption} made the packets unlike those of a connection` };
  }
  if (technique === undefined || !conclusive.has(technique)) {
    return { why: `${shown}, but the scan opens no connections (${technique ?? "unknown"})` };
  }
  if (state === "open") {
    return "open";
  }
  if (state === "filtered") {
    return "closed";
  }
  return { why: `${shown}: ${whys.get(state) ?? "unknown state"}` };
}
