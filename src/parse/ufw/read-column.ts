import { readUfwPorts } from "./ports.ts";
import { readUfwAddress } from "./read-address.ts";
import { type UfwEnd, type UfwProtocol, ufwProtocols } from "./ruleset.ts";

/** The end of a connection that a column describes. */
interface Column {
  readonly end: UfwEnd;
  readonly protocol: UfwProtocol | undefined;
  readonly isV6: boolean;
}

/** Parses a To or From column: `Anywhere`, `22,80/tcp`, `198.51.100.7 53/udp (Bind9)`, `Nginx Full (v6) on eth0`. */
export function readUfwColumn(words: readonly string[]): Column | undefined {
  const hasDevice = words.length > 2 && words.at(-2) === "on";
  const device = hasDevice ? words.at(-1) : undefined;
  const { what, isV6 } = cutBracket((hasDevice ? words.slice(0, -2) : words).join(" "));
  const [first = "", ...others] = what.split(" ");
  const [start, protocol] = cutProtocol(first);
  if (start === "Anywhere" && others.length === 0) {
    return { end: { device }, protocol, isV6 };
  }
  const address = readUfwAddress(start);
  const rest = address ? others.join(" ") : what;
  const base = { end: { device, address }, isV6: isV6 || address?.family === "ipv6" };
  if (address && rest === "") {
    return { ...base, protocol };
  }
  const [list, protocolOfPorts] = cutProtocol(rest);
  const ports = readUfwPorts(list);
  if (ports) {
    return { ...base, end: { ...base.end, ports }, protocol: protocolOfPorts };
  }
  return /^[a-z\d][\w .+-]*$/i.test(rest)
    ? { ...base, end: { ...base.end, app: rest }, protocol: undefined }
    : undefined;
}

/** Splits off the parenthesized part: the application name, and whether the rule is for IPv6. */
function cutBracket(text: string): { readonly what: string; readonly isV6: boolean } {
  const at = text.indexOf(" (");
  if (at < 1 || !text.endsWith(")")) {
    return { what: text, isV6: false };
  }
  const inside = text.slice(at + 2, -1);
  return { what: text.slice(0, at), isV6: inside === "v6" || inside.endsWith(" (v6)") };
}

/** Splits the protocol off `22/tcp` or `198.51.100.0/24/tcp`. */
function cutProtocol(text: string): readonly [rest: string, protocol: UfwProtocol | undefined] {
  const at = text.lastIndexOf("/");
  const protocol = ufwProtocols.find((each) => at >= 0 && each === text.slice(at + 1));
  return protocol ? [text.slice(0, at), protocol] : [text, undefined];
}
