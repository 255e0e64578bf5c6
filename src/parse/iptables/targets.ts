import { readPorts } from "../../net/port-set.ts";
import type { NoteCode } from "../../net/types.ts";
import type { View } from "../../packet-filter/model.ts";
import type { StateChange } from "../../packet-filter/packet-state.ts";
import { excerpt } from "../../util/excerpt.ts";
import { firstValueOf } from "./first-value-of.ts";
import { type Mark, markChange } from "./marks.ts";
import { setChange } from "./membership-changes.ts";
import type { Option } from "./ruleset.ts";

/** What a target does to whether a packet gets through. */
export type Effect =
  | {
      readonly kind: "accept" | "drop" | "return";
      /** The options that belong to the target; others are conditions of the rule. */
      readonly ownOptions: readonly string[];
    }
  /** The packet goes on to the next rule, perhaps in another state. */
  | { readonly kind: "continue"; readonly change?: StateChange | undefined }
  /** The connection goes on to another port of the server; to its own if it is `undefined`. */
  | { readonly kind: "redirect"; readonly port: number | undefined }
  | { readonly kind: "undetermined"; readonly code: NoteCode; readonly reason: string };

/** The non-terminating targets (iptables-extensions(8)), but for those whose effect depends on their options. */
const nonTerminatingTargets: readonly string[] = [
  "AUDIT",
  "CHECKSUM",
  "CLASSIFY",
  "CONNSECMARK",
  "DSCP",
  "ECN",
  "HL",
  "IDLETIMER",
  "LED",
  "LOG",
  "NFLOG",
  "RATEEST",
  "SECMARK",
  "TCPMSS",
  "TCPOPTSTRIP",
  "TEE",
  "TOS",
  "TRACE",
  "TTL",
  "ULOG",
];

/** What the options behind a target make of it, for the packets of a view. */
type TargetEffect = (options: readonly Option[], packets: TargetPackets) => Effect;

/** The packets that meet a target, and the table that it is in. */
interface TargetPackets {
  readonly view: View;
  readonly table: string;
}

const continues: Effect = { kind: "continue" };

/** The targets that are understood. To support another target, add it here. */
const targets: ReadonlyMap<string, TargetEffect> = new Map<string, TargetEffect>([
  ["ACCEPT", () => ({ kind: "accept", ownOptions: [] })],
  ["DROP", () => ({ kind: "drop", ownOptions: [] })],
  ["REJECT", () => ({ kind: "drop", ownOptions: ["--reject-with"] })],
  ["RETURN", () => ({ kind: "return", ownOptions: [] })],
  ["DNAT", (options, packets) => redirects("DNAT", readOwnPort(options), packets)],
  ["REDIRECT", (options, packets) => redirects("REDIRECT", readRedirectedPort(options), packets)],
  [
    "CT",
    (options, { table }) =>
      options.some(({ name }) => name === "--notrack") ? untracks("CT", table) : continues,
  ],
  ["NOTRACK", (_, { table }) => untracks("NOTRACK", table)],
  ["MARK", (options) => marks("mark", "MARK", options)],
  ["CONNMARK", (options) => marks("connectionMark", "CONNMARK", options)],
  ["SET", (options, { view }) => ({ kind: "continue", change: setChange(options, view) })],
  ...nonTerminatingTargets.map((name): [string, TargetEffect] => [name, () => continues]),
]);

/**
 * Returns what a target does.
 *
 * @param options - the options behind it
 */
export function effectOf(
  target: string,
  options: readonly Option[],
  packets: TargetPackets,
): Effect {
  return targets.get(target)?.(options, packets) ?? isNotUnderstood(target);
}

/** Returns what makes conntrack leave out packets; the kernel takes it in the table raw only. */
function untracks(target: string, table: string): Effect {
  return table === "raw"
    ? { kind: "continue", change: (state) => ({ ...state, isUntracked: true }) }
    : isNotUnderstood(target);
}

function marks(mark: Mark, target: string, options: readonly Option[]): Effect {
  const change = markChange(mark, options);
  return change ? { kind: "continue", change } : isNotUnderstood(target);
}

/**
 * Returns what translates the destination of connections.
 *
 * @param port - the port of the server that they go to: `"own"` for the one they went to before; `undefined` if they may go
 *   elsewhere
 */
function redirects(
  target: string,
  port: number | "own" | undefined,
  { table, view }: TargetPackets,
): Effect {
  return port === undefined || table !== "nat" || view.direction === "outbound"
    ? {
        kind: "undetermined",
        code: "translation",
        reason: `${target} sends connections elsewhere`,
      }
    : { kind: "redirect", port: port === "own" ? undefined : port };
}

/** Reads the port that REDIRECT sends connections to. */
function readRedirectedPort(options: readonly Option[]): number | "own" | undefined {
  const ports = options.find(({ name }) => name === "--to-ports");
  return ports === undefined ? "own" : readPort(ports.values[0] ?? "");
}

/** Reads the port of a DNAT that leaves the address: `:8080`. */
function readOwnPort(options: readonly Option[]): number | undefined {
  const text = firstValueOf(options, "--to-destination") ?? "";
  return text.startsWith(":") ? readPort(text.slice(1)) : undefined;
}

function readPort(text: string): number | undefined {
  const ports = readPorts(text, "-");
  return ports && ports.from === ports.through ? ports.from : undefined;
}

function isNotUnderstood(target: string): Effect {
  return {
    kind: "undetermined",
    code: "action",
    reason: `unsupported target ${excerpt(target)}`,
  };
}
