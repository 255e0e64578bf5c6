import type { StatedPorts, Technique } from "./ruleset.ts";

/** The verdict on connections that a port state implies, or why it implies none. */
export type PortVerdict = "closed" | "open" | { readonly why: string };

/** The techniques that open connections as other programs do, or begin to. */
const conclusive: ReadonlySet<string> = new Set(["connect", "syn", "udp"]);

/** Why a state does not show whether connections get through. */
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
 * Returns the verdict on connections that a port state implies. Only `open` and `filtered` imply one, if the
 * scan opened connections: a connection was accepted, or got no reply except from firewalls. A `closed` port
 * replied with a reset (TCP) or "port unreachable" (UDP), which both hosts and firewalls send.
 *
 * @param oddOption - an option that made the packets differ from those of a connection
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
  if (technique === undefined) {
    return { why: `${shown}, but the input does not show how the port was scanned` };
  }
  if (!conclusive.has(technique)) {
    return { why: `${shown}, but the scan opens no connections (${technique})` };
  }
  if (state === "open") {
    return "open";
  }
  if (state === "filtered") {
    return "closed";
  }
  return { why: `${shown}: ${whys.get(state) ?? "unknown state"}` };
}
