import type { PacketState, StateChange, StateTest } from "../../packet-filter/packet-state.ts";
import type { Option } from "./ruleset.ts";

/** The mark that a rule sets or tests. */
export type Mark = "connectionMark" | "mark";

const all = 0xffffffff;

/** Reads `0x1/0xff`: a value and its mask; returns `undefined` if malformed. */
function readMark(text: string): { readonly value: number; readonly mask: number } | undefined {
  const [value, mask = String(all), ...others] = text.split("/");
  const [a, b] = [numberOf(value), numberOf(mask)];
  return a === undefined || b === undefined || others.length > 0
    ? undefined
    : { value: a, mask: b };
}

function numberOf(text = ""): number | undefined {
  const number = /^(?:0x[\da-f]+|\d+)$/i.test(text) ? Number(text) : all + 1;
  return number > all ? undefined : number;
}

/** Returns the test of `--mark`. */
export function markTest(mark: Mark, text: string, negated: boolean): StateTest | undefined {
  const read = readMark(text);
  return (
    read &&
    ((state) =>
      (mark === "mark" || !state.isUntracked) &&
      ((state[mark] & read.mask) >>> 0 === read.value) !== negated)
  );
}

/** Returns the effect of the options of MARK or CONNMARK; `undefined` if unsupported. */
export function markChange(mark: Mark, options: readonly Option[]): StateChange | undefined {
  const textOf = (name: string) => {
    const option = options.find((each) => each.name === name);
    return option && (option.values[0] ?? "");
  };
  const isSaved = textOf("--save-mark") !== undefined;
  if (mark === "connectionMark" && (isSaved || textOf("--restore-mark") !== undefined)) {
    const both = textOf("--mask") ?? String(all);
    const ofPacket = numberOf(textOf("--nfmask") ?? both);
    const ofConnection = numberOf(textOf("--ctmask") ?? both);
    return ofPacket === undefined || ofConnection === undefined
      ? undefined
      : copied(isSaved, ofPacket, ofConnection);
  }
  for (const [name, bits] of operations) {
    const read = readMark(textOf(name) ?? "");
    if (read) {
      const { keep, flip } = bits(read.value, read.mask);
      return written(mark, (state) => (state[mark] & keep) ^ flip);
    }
  }
  return undefined;
}

/** The operations of MARK: the bits they keep, and the bits they then flip. */
const operations: readonly (readonly [
  name: string,
  bits: (value: number, mask: number) => { readonly keep: number; readonly flip: number },
])[] = [
  ["--set-xmark", (value, mask) => ({ keep: ~mask, flip: value })],
  ["--set-mark", (value, mask) => ({ keep: ~(mask | value), flip: value })],
  ["--and-mark", (value) => ({ keep: value, flip: 0 })],
  ["--or-mark", (value) => ({ keep: ~value, flip: value })],
  ["--xor-mark", (value) => ({ keep: all, flip: value })],
];

/** Returns a change that copies the packet mark to the connection, or back. */
function copied(isSaved: boolean, ofPacket: number, ofConnection: number): StateChange {
  return isSaved
    ? written(
        "connectionMark",
        (state) => (state.connectionMark & ~ofConnection) ^ (state.mark & ofPacket),
      )
    : written("mark", (state) => (state.mark & ~ofPacket) ^ (state.connectionMark & ofConnection));
}

/** Returns a change that writes a mark; an untracked packet has no connection to mark. */
function written(mark: Mark, value: (state: PacketState) => number): StateChange {
  return (state) =>
    mark === "connectionMark" && state.isUntracked
      ? state
      : { ...state, [mark]: value(state) >>> 0 };
}
