import { nameOf } from "../../dataset/name-of.ts";
import type { OwnEntry } from "../../dataset/own-entry.ts";
import type { PolicyAddition } from "../types.ts";

/** Returns whether an addition is an entry of `defineEntry`. */
export function isOwnEntry(value: unknown): value is OwnEntry {
  return (
    typeof value === "object" &&
    value !== null &&
    "own" in value &&
    typeof value.own === "object" &&
    value.own !== null
  );
}

/** Returns the additions for an entry of `defineEntry`. Like documented ports, outbound ports count only if they are limited. */
export function additionsOf(entry: OwnEntry, outbound: unknown): readonly PolicyAddition[] {
  const { port, own } = entry;
  const directions = (["inbound", "outbound"] as const).filter(
    (each) => own[each] && (each === "inbound" || outbound === "needed"),
  );
  return (["tcp", "udp"] as const)
    .filter((protocol) => own[protocol])
    .flatMap((protocol) =>
      directions.map((direction) => ({
        ports: port,
        protocol,
        direction,
        label: nameOf(entry),
      })),
    );
}
