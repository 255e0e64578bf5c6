import type { FirewallFormat } from "cpanel-ports/parse";
import type { FilesRequest } from "../../../worker/firewall/request.ts";

/** How to read the files of a firewall, as the address has it; empty for what the package decides. */
export interface ReadingSettings {
  /** The format. */
  readonly from: FirewallFormat | "";
  readonly interface: string;
  /** The host of a scan of several. */
  readonly host: string;
}

/** The formats, by what they are called. */
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

/** Reads the settings of an address; a format that does not exist is left out. */
export function readReading(query: URLSearchParams): ReadingSettings {
  const from = query.get("from") ?? "";
  return {
    from: isFormat(from) ? from : "",
    interface: query.get("interface") ?? "",
    host: query.get("host") ?? "",
  };
}

/** Returns the settings as the worker takes them. */
export function readingOf({
  from,
  interface: device,
  host,
}: ReadingSettings): FilesRequest["reading"] {
  return { format: from || undefined, interface: device || undefined, host: host || undefined };
}

/** The options of the command that say the same. */
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
