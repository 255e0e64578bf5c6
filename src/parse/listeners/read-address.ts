import { parsePrefix } from "../../net/network.ts";
import type { Family } from "../../net/types.ts";
import type { ListenerTool, LocalAddress } from "./ruleset.ts";

/** The address that a row shows, and other parts of the row that affect its meaning. */
interface Shown {
  readonly host: string;
  readonly tool: ListenerTool;
  /** The family that the row names. */
  readonly family: Family | undefined;
  /** Whether the socket accepts only IPv6, as `ss -e` shows. */
  readonly isIpv6Only: boolean | undefined;
}

/** The names of the loopback addresses, which the tools show without `-n`; netstat truncates them. */
const loopbackName = /^(?:localhost\d?(?:\.l\S*)?|ip6-lo\S*)$/;

/** Parses `0.0.0.0`, `127.0.0.53%lo`, `[fe80::1]%eth0` or `[fe80::1%eth0]`: an address and an interface. */
export function readLocalAddress(shown: Shown): {
  readonly address: LocalAddress | undefined;
  readonly device: string | undefined;
} {
  const [text = "", device] = shown.host.replace(/[[\]]/g, "").split("%");
  return { address: readAddress(text, shown), device };
}

function readAddress(
  text: string,
  { host, tool, family, isIpv6Only }: Shown,
): LocalAddress | undefined {
  if (text === "*" && tool === "ss") {
    return { kind: "star" };
  }
  if (text === "::" || (text === "*" && family === "ipv6")) {
    const hasBrackets = tool === "ss" && host.startsWith("[");
    return { kind: "all-ipv6", isIpv6Only: isIpv6Only ?? (hasBrackets ? "brackets" : undefined) };
  }
  if (text === "*") {
    return { kind: "one", family: "ipv4", address: 0n, isMapped: false };
  }
  if (loopbackName.test(text)) {
    return family === "ipv6"
      ? { kind: "one", family: "ipv6", address: 1n, isMapped: false }
      : { kind: "one", family: "ipv4", address: 127n << 24n, isMapped: false };
  }
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, "");
  const read = text.includes("/") ? undefined : parsePrefix(plain);
  if (read) {
    const isMapped = plain !== text || (read.family === "ipv4" && family === "ipv6");
    return { kind: "one", family: read.family, address: read.address, isMapped };
  }
  return tool === "netstat" ? readCutAddress(text) : nameOf(text);
}

/** Parses an IPv6 address that netstat truncated, or a name. */
function readCutAddress(text: string): LocalAddress | undefined {
  const [, first] = /^([\da-f]{1,4}):[\da-f:]*$/i.exec(text) ?? [];
  return first === undefined
    ? nameOf(text)
    : {
        kind: "one",
        family: "ipv6",
        address: BigInt(Number.parseInt(first, 16)) << 112n,
        isMapped: false,
      };
}

function nameOf(text: string): LocalAddress | undefined {
  return /^[a-z\d](?:[\w.-]*)$/i.test(text) && /[a-z]/i.test(text) ? { kind: "name" } : undefined;
}
