/** The flags of TCP, in small letters. */
export const tcpFlags: readonly string[] = ["fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr"];

/**
 * Whether the first packet of a connection, which has the flag SYN alone, fits a comparison.
 *
 * @param mask - the flags that are looked at
 * @param wanted - those of them that must be set; the others must not
 * @returns `undefined` for flags that there are not
 */
export function fitsSyn(mask: readonly string[], wanted: readonly string[]): boolean | undefined {
  if (![...mask, ...wanted].every((flag) => tcpFlags.includes(flag))) {
    return undefined;
  }
  return (
    mask.every((flag) => wanted.includes(flag) === (flag === "syn")) &&
    wanted.every((flag) => mask.includes(flag))
  );
}
