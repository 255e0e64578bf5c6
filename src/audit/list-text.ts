/**
 * Joins parts to `a, b and c`, or to `a, b and 3 more` if there are too many.
 *
 * @param shown - the maximum number of parts to list
 * @param what - a noun for the parts that are only counted
 */
export function listText(parts: readonly string[], shown: number, what?: string): string {
  const more = parts.length - shown;
  if (more > 1) {
    return `${parts.slice(0, shown).join(", ")} and ${more} more${what ? ` ${what}` : ""}`;
  }
  const last = parts.at(-1) as string;
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${last}` : last;
}
