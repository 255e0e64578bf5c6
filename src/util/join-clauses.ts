/** Joins clauses and sentences with semicolons into one sentence, and removes full stops before semicolons. */
export function joinClauses(parts: readonly string[]): string {
  return parts
    .map((part, index) => (index < parts.length - 1 ? part.replace(/\.$/, "") : part))
    .join("; ");
}
