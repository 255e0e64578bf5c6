/**
 * Lists parts in words: `a, b and c`; of too many, the first and how many more there are.
 *
 * @param shown - the most parts that are listed
 * @param what - what the others are, if the sentence does not say it
 */
export function listText(parts: readonly string[], shown: number, what?: string): string {
  const more = parts.length - shown;
  if (more > 1) {
    return `${parts.slice(0, shown).join(", ")} and ${more} more${what ? ` ${what}` : ""}`;
  }
  const last = parts.at(-1) as string;
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${last}` : last;
}
