/** Joins clauses and sentences to one sentence, without the full stops that would stand before a semicolon. */
export function joinClauses(parts: readonly string[]): string {
  return parts
    .map((part, index) => (index < parts.length - 1 ? part.replace(/\.$/, "") : part))
    .join("; ");
}
