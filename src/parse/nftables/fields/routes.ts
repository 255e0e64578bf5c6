import { travelDirection } from "../../../packet-filter/model.ts";
import type { ApplyField, Comparison } from "./comparison.ts";
import type { Words } from "./numbers.ts";
import { otherField } from "./other-field.ts";
import { fulfils } from "./words.ts";

const addressTypes: Words = new Map([
  ["unspec", 0],
  ["unicast", 1],
  ["local", 2],
  ["broadcast", 3],
  ["anycast", 4],
  ["multicast", 5],
  ["blackhole", 6],
  ["unreachable", 7],
  ["prohibit", 8],
]);

/**
 * The words for the result of a route lookup; for an existing interface, nft prints its name or a number other than
 * 0.
 */
const results: Words = new Map([
  ["missing", 0],
  ["exists", Number.NaN],
]);

const packetTypes: Words = new Map([
  ["host", 0],
  ["unicast", 0],
  ["broadcast", 1],
  ["multicast", 2],
  ["other", 3],
]);

/**
 * Applies a comparison of the address type that a route lookup returns. With `iif`, an address of the server is local
 * only on the interface that has it; connections to it are assumed to arrive there. A solicitation goes to a multicast
 * address.
 */
export const addressType: ApplyField = (comparison, builder) => {
  const isSource = isLookedUpBy(comparison, ["saddr"]);
  const isOfInterface = isInbound(comparison) && isLookedUpBy(comparison, ["daddr", "iif"]);
  if (isSource || isOfInterface || isLookedUpBy(comparison, ["daddr"])) {
    const isLocal = isInbound(comparison) !== isSource;
    const isSolicited = !isSource && comparison.view.neighbor === "solicitation";
    const actual = isSolicited ? "multicast" : isLocal ? "local" : "unicast";
    builder.holds(fulfils(comparison, addressTypes, [actual]), comparison.what);
  } else {
    otherField(comparison, builder);
  }
};

/** Applies a comparison of the interface of the route to an address; a route to the other machine exists. */
export const routeInterface: ApplyField = (comparison, builder) => {
  // A connection arrives on the interface that its replies leave by.
  const isKnown = isInbound(comparison)
    ? isLookedUpBy(comparison, ["saddr", "iif"]) || isLookedUpBy(comparison, ["saddr"])
    : isLookedUpBy(comparison, ["daddr"]);
  if (isKnown) {
    builder.holds(fulfils(comparison, results, ["exists"]), comparison.what);
  } else {
    otherField(comparison, builder);
  }
};

/** Applies a comparison of the packet's link-layer type; for a packet that the server sends, it is the default, `host`. */
export const packetType: ApplyField = (comparison, builder) => {
  const isSolicited = isInbound(comparison) && comparison.view.neighbor === "solicitation";
  const actual = isSolicited ? ["multicast"] : ["host", "unicast"];
  builder.holds(fulfils(comparison, packetTypes, actual), comparison.what);
};

function isInbound({ view }: Comparison): boolean {
  return travelDirection(view) === "inbound";
}

/**
 * Returns whether a route is looked up by the given flags. `mark` is ignored: it changes routes only with policy
 * routing rules.
 */
function isLookedUpBy({ field }: Comparison, wanted: readonly string[]): boolean {
  const flags = (field.flags ?? []).filter((flag) => flag !== "mark");
  return flags.length === wanted.length && wanted.every((flag) => flags.includes(flag));
}
