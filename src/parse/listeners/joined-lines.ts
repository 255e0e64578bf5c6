/** The beginning of a row of ss or netstat. */
const rowStart =
  /(?:^|\s)(?:(?:tcp|udp)6?\s+(?:[A-Z][A-Z-]+\s+)?|(?:LISTEN|UNCONN|ESTAB)\s+)\d+\s+\d+\s+\S+:[^\s:]+(?=\s|$)/g;

/** A part that occurs exactly once in each row of lsof. */
const lsofAddress = /\s(?:TCP|UDP)\s+\S+:\S+/g;

/** Returns whether a line contains several rows of ss, netstat or lsof, or a row that does not begin the line. */
export function isSeveralLines(content: string): boolean {
  // Process names can contain anything.
  const text = content.includes('"') ? content.replace(/"[^"]*"/g, "") : content;
  return (
    [...text.matchAll(rowStart)].some(({ index }) => index > 0) ||
    [...text.matchAll(lsofAddress)].length > 1
  );
}
