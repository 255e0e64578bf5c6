import { excerpt } from "../../util/excerpt.ts";
import type { Key, Undetermined } from "./ruleset.ts";

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
    : undetermined(`what ${excerpt(statement)} does is not understood`);
}

/** Returns the outcome of a rule whose action is not understood. */
export function undetermined(text: string): Undetermined {
  return { kind: "undetermined", code: "action", text };
}

/** The fields that rules may write: no rule whose match is understood reads them. */
const writable: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["ct", new Set(["expectation", "helper", "label", "mark", "timeout"])],
  ["ip", new Set(["dscp", "ecn", "ttl"])],
  ["ip6", new Set(["dscp", "ecn", "hoplimit"])],
  ["meta", new Set(["mark", "nftrace", "priority"])],
  ["tcp", new Set(["option"])],
]);

/** Tells whether a rule may write a field without a change to where its packets go. */
export function isWritable([{ protocol, field }, ...others]: Key): boolean {
  return others.length === 0 && writable.get(protocol)?.has(field) === true;
}
