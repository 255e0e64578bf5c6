import { excerpt } from "../../util/excerpt.ts";
import type { Key, Test, Undetermined } from "./ruleset.ts";

/** Statements that redirect connections to another port or machine. */
const translations: ReadonlySet<string> = new Set(["dnat", "fwd", "redirect", "tproxy"]);

/**
 * Returns the outcome of a rule with a statement that redirects packets or is unsupported.
 *
 * @param to - the new destination, if it is known
 */
export function undeterminedBy(statement: string, to?: string): Undetermined {
  return translations.has(statement)
    ? { kind: "undetermined", code: "translation", statement, to }
    : undetermined(`unsupported statement ${excerpt(statement)}`);
}

/** Returns the outcome of a rule with an unsupported action. */
export function undetermined(text: string): Undetermined {
  return { kind: "undetermined", code: "action", text };
}

/** The fields that rules may write: no rule with a supported match reads them. */
const writable: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["ct", new Set(["event", "expectation", "helper", "label", "mark", "timeout"])],
  ["ip", new Set(["dscp", "ecn", "ttl"])],
  ["ip6", new Set(["dscp", "ecn", "hoplimit"])],
  ["meta", new Set(["mark", "nftrace", "priority", "secmark"])],
]);

/** The protocols in every packet; reading one never ends a rule. */
const inEveryPacket: ReadonlySet<string> = new Set(["ct", "meta", "numgen", "rt", "symhash"]);

/** Returns whether every packet has the fields of a protocol; a packet without them does not match the rule. */
export function isInEveryPacket(protocol: string): boolean {
  return inEveryPacket.has(protocol);
}

/** The conditions on packets whose fields a rule writes; other packets do not match. */
const writtenOf: ReadonlyMap<string, readonly [field: string, value: string]> = new Map([
  ["ip", ["nfproto", "ipv4"]],
  ["ip6", ["nfproto", "ipv6"]],
  ["tcp option", ["l4proto", "tcp"]],
]);

/** Returns the conditions that writing a field implies. */
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

/** Returns whether writing a field leaves the fate of packets unchanged. */
export function isWritable([{ protocol, field }, ...others]: Key): boolean {
  return (
    others.length === 0 &&
    (protocol === "tcp option" || writable.get(protocol)?.has(field) === true)
  );
}

/** Returns the condition for an iptables match, of which nft prints only the name. */
export function xtMatch(name: string): Test {
  return {
    key: [{ protocol: "xt match", field: name }],
    operator: "==",
    values: { items: [], isSet: false },
  };
}
