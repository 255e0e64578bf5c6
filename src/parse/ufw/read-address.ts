import { networkAt, parsePrefix } from "../../net/network.ts";
import type { UfwAddress } from "./ruleset.ts";

/** Parses an address or network, ignoring host bits; `undefined` if malformed. */
export function readUfwAddress(text: string): UfwAddress | undefined {
  const read = parsePrefix(text);
  if (read === undefined) {
    return undefined;
  }
  const { family, address, size } = read;
  const network = networkAt(address - (address % size), size, family);
  return { family, first: network.first, last: network.last, text: network.text };
}
