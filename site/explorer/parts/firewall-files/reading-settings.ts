import type { FirewallFormat } from "cpanel-ports/parse";
import type { FilesRequest } from "../../../worker/firewall/request.ts";

/** How to read the files of a firewall, as in the address; the package decides empty values. */
export interface ReadingSettings {
  /** The format. */
  readonly from: FirewallFormat | "";
  readonly interface: string;
  /** The host of a scan of several. */
  readonly host: string;
}

/** The names of the formats. */
export const formatNames: Readonly<Record<FirewallFormat, string>> = {
  nftables: "nftables",
  iptables: "iptables",
  firewalld: "firewalld",
  csf: "CSF",
  apf: "APF",
  ufw: "ufw",
  listeners: "ss, netstat, lsof",
  nmap: "nmap",
};

/** Reads the settings of an address; omits an unknown format. */
export function readReading(query: URLSearchParams): ReadingSettings {
  const from = query.get("from") ?? "";
  return {
    from: isFormat(from) ? from : "",
    interface: query.get("interface") ?? "",
    host: query.get("host") ?? "",
  };
}

/** Returns the settings for the worker. */
export function readingOf({
  from,
  interface: device,
  host,
}: ReadingSettings): FilesRequest["reading"] {
  return { format: from || undefined, interface: device || undefined, host: host || undefined };
}

/** The equivalent options of the command. */
export function readingFlags({
  from,
  interface: device,
  host,
}: ReadingSettings): readonly string[] {
  return [
    ...(device === "" ? [] : ["--interface", device]),
    ...(from === "" ? [] : ["--from", from]),
    ...(host === "" ? [] : ["--host", host]),
  ];
}

function isFormat(text: string): text is FirewallFormat {
  return Object.hasOwn(formatNames, text);
}
