import { InvalidOptionError } from "../../errors.ts";
import { type AddressSet, unite } from "../../net/address-set.ts";
import { readAddresses } from "../../net/read-network.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { ParseApfOptions } from "./options.ts";

/** Returns the server's own addresses; `undefined` if not given. */
export function ownAddresses({ addresses }: ParseApfOptions): AddressSet | undefined {
  if (addresses === undefined) {
    return undefined;
  }
  const list: readonly string[] = typeof addresses === "string" ? [addresses] : addresses;
  return list.reduce<AddressSet>((all, text) => {
    const set = readAddresses(String(text), "ipv4");
    if (set === undefined) {
      throw new InvalidOptionError(`addresses contains ${excerpt(String(text))}`, {
        field: "addresses",
        input: text,
        expected: "only IPv4 addresses of the server, such as 198.51.100.7",
      });
    }
    return unite(all, set);
  }, []);
}
