/** The flags of TCP, in small letters. */
export const tcpFlags: readonly string[] = ["fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr"];

/** The flags of the packet that opens a connection, and those of the answers. */
const flagsOf = {
  first: [["syn"]],
  answers: [["syn", "ack"], ["ack"], ["psh", "ack"], ["fin", "ack"]],
} as const;

/** Whether a condition holds for the flags of packets; `undefined` where it does for some alone. */
export function holdsForFlags(
  areAnswers: boolean,
  condition: (flags: readonly string[]) => boolean,
): boolean | undefined {
  const [holds, ...others] = flagsOf[areAnswers ? "answers" : "first"].map(condition);
  return others.every((other) => other === holds) ? holds : undefined;
}

/**
 * Whether packets fit a comparison of their flags.
 *
 * @param mask - the flags that are looked at
 * @param wanted - those of them that must be set; the others must not
 * @returns `undefined` for flags that there are not, and where some packets fit alone
 */
export function fitsFlags(
  mask: readonly string[],
  wanted: readonly string[],
  areAnswers: boolean,
): boolean | undefined {
  if (![...mask, ...wanted].every((flag) => tcpFlags.includes(flag))) {
    return undefined;
  }
  return holdsForFlags(
    areAnswers,
    (flags) =>
      mask.every((flag) => wanted.includes(flag) === flags.includes(flag)) &&
      wanted.every((flag) => mask.includes(flag)),
  );
}
