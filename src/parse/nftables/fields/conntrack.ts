import { type ApplyField, type Comparison, readAll } from "./comparison.ts";
import { fulfils, type Words, wordIn } from "./words.ts";

const states: Words = new Map([
  ["invalid", 1],
  ["established", 2],
  ["related", 4],
  ["new", 8],
  ["untracked", 64],
]);

const directions: Words = new Map([
  ["original", 0],
  ["reply", 1],
]);

/** Applies a comparison of the state of the connection. */
export const state: ApplyField = (comparison, builder) => {
  const actual = comparison.view.isReply ? "established" : "new";
  builder.holds(comparison.isEarly ? undefined : hasState(comparison, actual), comparison.what);
};

/** Tells whether a state is among some; as flags, a packet has exactly one. */
function hasState({ operator, values, isSet }: Comparison, actual: string): boolean | undefined {
  const names = readAll(values, wordIn(states));
  if (names === undefined) {
    return undefined;
  }
  const isAmong = names.includes(actual);
  const isWhole = isSet || names.length === 1;
  switch (operator) {
    case "in":
      return isAmong;
    case "==":
      return isAmong && isWhole;
    case "!=":
      return isAmong && !isWhole ? undefined : !isAmong;
    default:
      return undefined;
  }
}

/** Applies a comparison of the direction of the packet within its connection. */
export const direction: ApplyField = (comparison, builder) => {
  const actual = comparison.view.isReply ? "reply" : "original";
  builder.holds(
    comparison.isEarly ? undefined : fulfils(comparison, directions, [actual]),
    comparison.what,
  );
};
