/** Reads the priority of a rich rule or policy object; returns `undefined` if invalid. */
export function readPriority(text: string): number | undefined {
  const priority = /^-?\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(priority) <= 32768 ? priority : undefined;
}
