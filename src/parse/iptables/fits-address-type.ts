import type { Family } from "../../net/types.ts";
import { travelDirection } from "../../packet-filter/model.ts";
import type { Question } from "./option-use.ts";

/** The supported address types, by family. */
const addressTypes: Readonly<Record<Family, readonly string[]>> = {
  ipv4: [
    "UNSPEC",
    "UNICAST",
    "LOCAL",
    "BROADCAST",
    "ANYCAST",
    "MULTICAST",
    "BLACKHOLE",
    "UNREACHABLE",
    "PROHIBIT",
  ],
  ipv6: ["UNSPEC", "UNICAST", "LOCAL", "ANYCAST", "MULTICAST", "UNREACHABLE"],
};

/** Returns a function that reports whether the addresses at one end of packets have one of the given types. */
export function fitsAddressType(end: "source" | "destination"): Question {
  return ({ value }, { family, view }) => {
    const types = value.toUpperCase().split(",");
    if (!types.every((type) => addressTypes[family].includes(type))) {
      return undefined;
    }
    const isOwn = (end === "destination") === (travelDirection(view) === "inbound");
    if (family === "ipv4") {
      return types.includes(isOwn ? "LOCAL" : "UNICAST");
    }
    // A solicitation goes to a multicast address.
    const isSolicited = end === "destination" && view.neighbor === "solicitation";
    return fitsIpv6Type(types, isSolicited ? "MULTICAST" : "UNICAST", isOwn && !isSolicited);
  };
}

/**
 * Returns whether an IPv6 address has the given types. A local address is also unicast. The address must have every
 * address type and one of the route types.
 */
function fitsIpv6Type(
  types: readonly string[],
  kind: "MULTICAST" | "UNICAST",
  isLocal: boolean,
): boolean {
  const ofRoutes = types.filter((type) => ["LOCAL", "ANYCAST", "UNREACHABLE"].includes(type));
  return (
    !types.includes("UNSPEC") &&
    !types.includes(kind === "UNICAST" ? "MULTICAST" : "UNICAST") &&
    (ofRoutes.length === 0 || (isLocal && ofRoutes.includes("LOCAL")))
  );
}
