import { type ReadingSettings, readReading } from "../../parts/firewall-files/reading-settings.ts";

/** A connection to check, as in the address. */
export interface CheckSettings {
  readonly port: string;
  readonly protocol: "tcp" | "udp";
  readonly direction: "inbound" | "outbound";
  /** The remote address; empty for any. */
  readonly address: string;
  readonly reading: ReadingSettings;
}

/** Reads the settings of an address. */
export function readCheckSettings(query: URLSearchParams): CheckSettings {
  return {
    port: query.get("port") ?? "2087",
    protocol: query.get("protocol") === "udp" ? "udp" : "tcp",
    direction: query.get("direction") === "outbound" ? "outbound" : "inbound",
    address: query.get("source") ?? query.get("destination") ?? "",
    reading: readReading(query),
  };
}
