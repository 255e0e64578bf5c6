import { parsePrefix } from "../../net/network.ts";
import { readNetwork } from "../../net/read-network.ts";
import type { Addresses } from "./ruleset.ts";

/** Reads an address or a network; the mask may be written as an address. */
export function readAddress(text: string): Addresses | undefined {
  const [address = "", mask] = text.replace(/[[\]]/g, "").split("/");
  const prefix = mask?.includes(".") ? prefixOfMask(mask) : mask;
  return readNetwork(prefix === undefined ? address : `${address}/${prefix}`);
}

/** Returns the prefix length of a mask such as 255.255.255.0 or 0.0.0.255. */
function prefixOfMask(mask: string): string {
  const bits = parsePrefix(mask)?.address.toString(2).padStart(32, "0") ?? "none";
  if (/^1*0*$/.test(bits)) {
    return String(bits.replaceAll("0", "").length);
  }
  return /^0*1+$/.test(bits) ? String(bits.replaceAll("1", "").length) : "";
}
