import type { Family } from "../../net/types.ts";
import { travelDirection } from "../../packet-filter/model.ts";
import type { OptionUse } from "./option-use.ts";

/** The types of addresses that are understood, by family. */
const addressTypes: Readonly<Record<Family, ReadonlySet<string>>> = {
  ipv4: new Set([
    "UNSPEC",
    "UNICAST",
    "LOCAL",
    "BROADCAST",
    "ANYCAST",
    "MULTICAST",
    "BLACKHOLE",
    "UNREACHABLE",
    "PROHIBIT",
  ]),
  ipv6: new Set(["UNSPEC", "UNICAST", "LOCAL", "ANYCAST", "MULTICAST", "UNREACHABLE"]),
};

/** Tells whether the address at one end of a packet is of some types; `undefined` if that is in doubt. */
export function fitsAddressType(
  end: "source" | "destination",
  { value, family, view }: OptionUse,
): boolean | undefined {
  const types = value.toUpperCase().split(",");
  const isOwn = (end === "destination") === (travelDirection(view) === "inbound");
  if (!types.every((type) => addressTypes[family].has(type))) {
    return undefined;
  }
  if (family === "ipv4") {
    return types.includes(isOwn ? "LOCAL" : "UNICAST");
  }
  // A local address of IPv6 is unicast, too. It must fit every type of addresses, and one of those of routes.
  const ofRoutes = types.filter((type) => ["LOCAL", "ANYCAST", "UNREACHABLE"].includes(type));
  return (
    !types.includes("UNSPEC") &&
    !types.includes("MULTICAST") &&
    (ofRoutes.length === 0 || (isOwn && ofRoutes.includes("LOCAL")))
  );
}
