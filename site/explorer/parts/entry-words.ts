import type { PortEntry, Protection } from "cpanel-ports";

/** How a port is used, according to its row. */
export type Use = "both" | "inbound" | "loopback" | "outbound";

export function useOf({ documented, scope }: PortEntry): Use {
  if (scope === "loopback") {
    return "loopback";
  }
  if (documented.inbound && documented.outbound) {
    return "both";
  }
  return documented.inbound ? "inbound" : "outbound";
}

export const useWords: Readonly<Record<Use, string>> = {
  inbound: "inbound",
  outbound: "outbound",
  both: "inbound and outbound",
  loopback: "loopback only",
};

/** The signs of uses; they also differ without color. */
export const useSigns: Readonly<Record<Use, string>> = {
  inbound: "↓",
  outbound: "↑",
  both: "↕",
  loopback: "⟲",
};

export const protectionWords: Readonly<Record<Protection, string>> = {
  implicit: "TLS",
  starttls: "upgrade to TLS",
  ssh: "SSH",
  none: "plain text",
  undocumented: "undocumented",
};

/** The protection of a port, for text without a heading. */
export function protectionText({ protection }: PortEntry): string {
  return protection === "undocumented" ? "protection undocumented" : protectionWords[protection];
}

export function protocolsOf({ documented: { tcp, udp } }: PortEntry): string {
  return (
    [tcp ? "TCP" : "", udp ? "UDP" : ""].filter((each) => each !== "").join(" and ") ||
    "no protocol ticked"
  );
}
