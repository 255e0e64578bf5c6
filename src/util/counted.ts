/** Returns a count with its noun: `1 port`, `2 ports`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
