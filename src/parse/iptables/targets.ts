import type { NoteCode } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { Option } from "./ruleset.ts";

/** What a target does to whether a packet gets through. */
export type Effect =
  | {
      readonly kind: "accept" | "drop" | "return";
      /** The options that belong to the target; others are conditions of the rule. */
      readonly ownOptions: readonly string[];
    }
  /** Nothing: the packet goes on to the next rule. */
  | { readonly kind: "continue" }
  | { readonly kind: "undetermined"; readonly code: NoteCode; readonly reason: string };

/** The non-terminating targets (iptables-extensions(8)), but for those whose effect depends on their options. */
const nonTerminatingTargets: readonly string[] = [
  "AUDIT",
  "CHECKSUM",
  "CLASSIFY",
  "CONNMARK",
  "CONNSECMARK",
  "DSCP",
  "ECN",
  "HL",
  "IDLETIMER",
  "LED",
  "LOG",
  "MARK",
  "NFLOG",
  "RATEEST",
  "SECMARK",
  "SET",
  "TCPMSS",
  "TCPOPTSTRIP",
  "TEE",
  "TOS",
  "TRACE",
  "TTL",
  "ULOG",
];

/** What the options behind a target make of it. */
type TargetEffect = (options: readonly Option[]) => Effect;

const continues: Effect = { kind: "continue" };

/** The targets that are understood. To support another target, add it here. */
const targets: ReadonlyMap<string, TargetEffect> = new Map<string, TargetEffect>([
  ["ACCEPT", () => ({ kind: "accept", ownOptions: [] })],
  ["DROP", () => ({ kind: "drop", ownOptions: [] })],
  ["REJECT", () => ({ kind: "drop", ownOptions: ["--reject-with"] })],
  ["RETURN", () => ({ kind: "return", ownOptions: [] })],
  ["DNAT", () => translates("DNAT")],
  ["REDIRECT", () => translates("REDIRECT")],
  [
    "CT",
    (options) =>
      options.some(({ name }) => name === "--notrack") ? isNotUnderstood("CT") : continues,
  ],
  ...nonTerminatingTargets.map((name): [string, TargetEffect] => [name, () => continues]),
]);

/**
 * Returns what a target does.
 *
 * @param options - the options behind it
 */
export function effectOf(target: string, options: readonly Option[]): Effect {
  return targets.get(target)?.(options) ?? isNotUnderstood(target);
}

function translates(target: string): Effect {
  return {
    kind: "undetermined",
    code: "translation",
    reason: `${target} sends connections elsewhere`,
  };
}

function isNotUnderstood(target: string): Effect {
  return {
    kind: "undetermined",
    code: "action",
    reason: `the target ${excerpt(target)} is not understood`,
  };
}
