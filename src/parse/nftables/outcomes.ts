import { excerpt } from "../../util/excerpt.ts";
import type { Key, Test, Undetermined } from "./ruleset.ts";

/** Statements that send connections to another port or machine. */
const translations: ReadonlySet<string> = new Set(["dnat", "fwd", "redirect", "tproxy"]);

/** Returns the outcome of a rule with a statement that sends packets elsewhere, or is not understood. */
export function undeterminedBy(statement: string): Undetermined {
  return translations.has(statement)
    ? {
        kind: "undetermined",
        code: "translation",
        text: `${statement} sends connections elsewhere`,
      }
    : undetermined(`unsupported statement ${excerpt(statement)}`);
}

/** Returns the outcome of a rule whose action is not understood. */
export function undetermined(text: string): Undetermined {
  return { kind: "undetermined", code: "action", text };
}

/** The fields that rules may write: no rule whose match is understood reads them. */
const writable: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["ct", new Set(["event", "expectation", "helper", "label", "mark", "timeout"])],
  ["ip", new Set(["dscp", "ecn", "ttl"])],
  ["ip6", new Set(["dscp", "ecn", "hoplimit"])],
  ["meta", new Set(["mark", "nftrace", "priority", "secmark"])],
]);

/** What is in every packet, so that a rule that reads it goes on. */
const inEveryPacket: ReadonlySet<string> = new Set(["ct", "meta", "numgen", "rt", "symhash"]);

/** Tells whether every packet has the fields of a protocol; one without it ends the rule. */
export function isInEveryPacket(protocol: string): boolean {
  return inEveryPacket.has(protocol);
}

/** What only packets have that a rule can write to: the rest does not fulfil it. */
const writtenOf: ReadonlyMap<string, readonly [field: string, value: string]> = new Map([
  ["ip", ["nfproto", "ipv4"]],
  ["ip6", ["nfproto", "ipv6"]],
  ["tcp option", ["l4proto", "tcp"]],
]);

/** Returns the conditions that a rule has by writing a field. */
export function impliedBy([{ protocol }]: Key): readonly Test[] {
  const [field, value] = writtenOf.get(protocol) ?? [];
  return field === undefined || value === undefined
    ? []
    : [
        {
          key: [{ protocol: "meta", field }],
          operator: "==",
          values: { items: [[value]], isSet: false },
        },
      ];
}

/** Tells whether a rule may write a field without a change to where its packets go. */
export function isWritable([{ protocol, field }, ...others]: Key): boolean {
  return (
    others.length === 0 &&
    (protocol === "tcp option" || writable.get(protocol)?.has(field) === true)
  );
}

/** Returns the condition that a match of iptables stands for, of which nft has only the name. */
export function xtMatch(name: string): Test {
  return {
    key: [{ protocol: "xt match", field: name }],
    operator: "==",
    values: { items: [], isSet: false },
  };
}
