import { readPorts } from "../../net/port-set.ts";
import type { NoteCode } from "../../net/types.ts";
import type { View } from "../../packet-filter/model.ts";
import type { StateChange } from "../../packet-filter/packet-state.ts";
import { excerpt } from "../../util/excerpt.ts";
import { firstValueOf } from "./first-value-of.ts";
import { type Mark, markChange } from "./marks.ts";
import { setChange } from "./membership-changes.ts";
import type { Option } from "./ruleset.ts";

/** The effect of a target on the fate of a packet. */
export type Effect =
  | {
      readonly kind: "accept" | "drop" | "return";
      /** The options that belong to the target; other options are conditions of the rule. */
      readonly ownOptions: readonly string[];
    }
  /** The packet continues to the next rule, possibly in another state. */
  | { readonly kind: "continue"; readonly change?: StateChange | undefined }
  /** The connection continues to another port of the server; to its own port if `undefined`. */
  | { readonly kind: "redirect"; readonly port: number | undefined }
  | { readonly kind: "undetermined"; readonly code: NoteCode; readonly reason: string }
  /** The connection may continue on another port or machine, at `to` if stated. */
  | { readonly kind: "elsewhere"; readonly to: string | undefined };

/** The non-terminating targets (iptables-extensions(8)), except for those whose effect depends on their options. */
export const nonTerminatingTargets: readonly string[] = [
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

/** Returns the effect of a target with its options, for the packets of a view. */
type TargetEffect = (options: readonly Option[], packets: TargetPackets) => Effect;

/** The packets that reach a target, and the table of the target. */
interface TargetPackets {
  readonly view: View;
  readonly table: string;
}

const continues: Effect = { kind: "continue" };

/** The supported targets. To support another target, add it here. */
const targets: ReadonlyMap<string, TargetEffect> = new Map<string, TargetEffect>([
  ["ACCEPT", () => ({ kind: "accept", ownOptions: [] })],
  ["DROP", () => ({ kind: "drop", ownOptions: [] })],
  ["REJECT", () => ({ kind: "drop", ownOptions: ["--reject-with"] })],
  ["RETURN", () => ({ kind: "return", ownOptions: [] })],
  [
    "DNAT",
    (options, packets) =>
      redirects(readOwnPort(options), packets, firstValueOf(options, "--to-destination")),
  ],
  ["REDIRECT", (options, packets) => redirects(readRedirectedPort(options), packets)],
  ["CT", tracks],
  ["NOTRACK", (_, { table }) => untracks("NOTRACK", table)],
  ["MARK", (options) => marks("mark", "MARK", options)],
  ["CONNMARK", (options) => marks("connectionMark", "CONNMARK", options)],
  ["SET", (options, { view }) => ({ kind: "continue", change: setChange(options, view) })],
  ...nonTerminatingTargets.map((name): [string, TargetEffect] => [name, () => continues]),
]);

/**
 * Returns the effect of a target.
 *
 * @param options - the options after it
 */
export function effectOf(
  target: string,
  options: readonly Option[],
  packets: TargetPackets,
): Effect {
  return targets.get(target)?.(options, packets) ?? isNotUnderstood(target);
}

/** Returns the effect of CT. Replies outside its zone do not find the connection. */
function tracks(options: readonly Option[], { table }: TargetPackets): Effect {
  const zone = options.find(({ name }) => name.startsWith("--zone"));
  return options.some(({ name }) => name === "--notrack")
    ? untracks("CT", table)
    : zone && !/^0+$/.test(zone.values[0] ?? "")
      ? isNotUnderstood(`CT ${zone.name}`)
      : continues;
}

/** Returns the effect of exempting packets from connection tracking; the kernel allows it only in table raw. */
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
 * Returns the effect of translating the destination of connections.
 *
 * @param port - the new port on the server; `"own"` if unchanged; `undefined` if connections may go elsewhere
 * @param to - the new destination as the rule states it
 */
function redirects(
  port: number | "own" | undefined,
  { table, view }: TargetPackets,
  to?: string,
): Effect {
  return port === undefined || table !== "nat" || view.direction === "outbound"
    ? { kind: "elsewhere", to }
    : { kind: "redirect", port: port === "own" ? undefined : port };
}

/** Reads the new port of REDIRECT. */
function readRedirectedPort(options: readonly Option[]): number | "own" | undefined {
  const ports = options.find(({ name }) => name === "--to-ports");
  return ports === undefined ? "own" : readPort(ports.values[0] ?? "");
}

/** Reads the port of a DNAT that keeps the address: `:8080`. */
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
