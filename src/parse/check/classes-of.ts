import {
  type AddressSet,
  countAddresses,
  intersect,
  noAddress,
  subtract,
  unicastAddresses,
  unite,
} from "../../net/address-set.ts";
import { covers } from "../../net/port-range.ts";
import type { Family } from "../../net/types.ts";
import { Deciders } from "../../packet-filter/decisions.ts";
import { evaluate } from "../../packet-filter/evaluate.ts";
import type { PacketSet } from "../../packet-filter/packet-set.ts";
import { phraseOf } from "../qualified-ports.ts";
import type { CheckedFirewall } from "./checked-firewall.ts";
import type { ConnectionVerdict } from "./types.ts";

/** The remote addresses with the same verdict. */
export interface AddressClass {
  readonly verdict: ConnectionVerdict;
  readonly addresses: AddressSet;
  /** The addresses about which the place decides that decides about the most of them. */
  readonly typical: AddressSet;
}

/** The verdicts on the connections of a family, by remote address. */
export interface AddressClasses {
  /** The classes that have addresses, the largest first. */
  readonly classes: readonly AddressClass[];
  /** What the verdicts depend on, and for which addresses. */
  readonly dependsOn: readonly { readonly addresses: AddressSet; readonly phrase: string }[];
}

/** Splits the unicast addresses of a family by verdict. */
export function classesOf(
  { filter, direction, protocol, port, budget }: CheckedFirewall,
  family: Family,
): AddressClasses {
  const verdict = evaluate(filter, direction, family, protocol, budget);
  const packetsAt = (packets: PacketSet) => packets.find((each) => covers(each, port))?.value;
  const at = (packets: PacketSet): AddressSet => packetsAt(packets)?.remotes ?? noAddress;
  const deciders = new Deciders();
  const typicalOf = (addresses: AddressSet, packets: PacketSet): AddressSet => {
    const decisions = packetsAt(packets)?.decisions;
    const typical = decisions ? deciders.mostOf(decisions, addresses).share : noAddress;
    return typical.length > 0 ? typical : addresses;
  };
  const all = unicastAddresses[family];
  const open = intersect(all, at(verdict.open));
  const undetermined = intersect(
    all,
    verdict.undetermined
      .map(({ packets }) => at(packets))
      .reduce((all, each) => unite(all, each), noAddress),
  );
  const closed = subtract(subtract(all, open), undetermined);
  return {
    classes: (
      [
        { verdict: "open", addresses: open, typical: typicalOf(open, verdict.open) },
        { verdict: "closed", addresses: closed, typical: typicalOf(closed, verdict.dropped) },
        { verdict: "undetermined", addresses: undetermined, typical: undetermined },
      ] as const
    )
      .filter(({ addresses }) => addresses.length > 0)
      .toSorted((a, b) => (countAddresses(a.addresses) > countAddresses(b.addresses) ? -1 : 1)),
    dependsOn: verdict.qualified.map(({ packets, qualification, doubt }) => ({
      addresses: at(packets),
      phrase: phraseOf(qualification, doubt.reason),
    })),
  };
}
