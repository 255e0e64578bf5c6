import { parsePrefix } from "../../net/network.ts";
import type { LocalAddress } from "./ruleset.ts";

/** Reads `0.0.0.0`, `127.0.0.53%lo`, `[fe80::1]%eth0` or `[fe80::1%eth0]`: an address, and the interface. */
export function readLocalAddress(host: string): {
  readonly address: LocalAddress | undefined;
  readonly device: string | undefined;
} {
  const [text = "", device] = host.replace(/[[\]]/g, "").split("%");
  return { address: readAddress(text, host.startsWith("[")), device };
}

function readAddress(text: string, hasBrackets: boolean): LocalAddress | undefined {
  if (text === "*") {
    return { kind: "all" };
  }
  if (text === "::") {
    return { kind: "all-ipv6", hasBrackets };
  }
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, "");
  const read = parsePrefix(plain);
  return read === undefined || text.includes("/")
    ? undefined
    : { kind: "one", family: read.family, address: read.address, isMapped: plain !== text };
}
