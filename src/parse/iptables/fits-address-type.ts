import type { Family } from "../../net/types.ts";
import { travelDirection } from "../../packet-filter/model.ts";
import type { Question } from "./option-use.ts";

/** The types of addresses that are understood, by family. */
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

/** Returns what tells whether the addresses at one end of packets are of some types. */
export function fitsAddressType(end: "source" | "destination"): Question {
  return ({ value }, { family, view }) => {
    if (view.neighbour) {
      // The addresses of a message are multicast or not, as they come.
      return undefined;
    }
    const types = value.toUpperCase().split(",");
    if (!types.every((type) => addressTypes[family].includes(type))) {
      return undefined;
    }
    const isOwn = (end === "destination") === (travelDirection(view) === "inbound");
    return family === "ipv4"
      ? types.includes(isOwn ? "LOCAL" : "UNICAST")
      : fitsIpv6Type(types, isOwn);
  };
}

/**
 * Tells whether an IPv6 address is of some types. A local address is unicast, too. It must fit every
 * type of addresses, and one of those of routes.
 */
function fitsIpv6Type(types: readonly string[], isOwn: boolean): boolean {
  const ofRoutes = types.filter((type) => ["LOCAL", "ANYCAST", "UNREACHABLE"].includes(type));
  return (
    !types.includes("UNSPEC") &&
    !types.includes("MULTICAST") &&
    (ofRoutes.length === 0 || (isOwn && ofRoutes.includes("LOCAL")))
  );
}
