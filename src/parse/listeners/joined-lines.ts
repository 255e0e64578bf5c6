/** How a row of ss or netstat begins. */
const rowStart =
  /(?:^|\s)(?:(?:tcp|udp)6?\s+(?:[A-Z][A-Z-]+\s+)?|(?:LISTEN|UNCONN|ESTAB)\s+)\d+\s+\d+\s+\S+:[^\s:]+(?=\s|$)/g;

/** What each row of lsof has once. */
const lsofAddress = /\s(?:TCP|UDP)\s+\S+:\S+/g;

/** Tells whether a line has a row of ss, netstat or lsof that does not begin with it, or several. */
export function isSeveralLines(content: string): boolean {
  // The names of processes can be anything.
  const text = content.includes('"') ? content.replace(/"[^"]*"/g, "") : content;
  return (
    [...text.matchAll(rowStart)].some(({ index }) => index > 0) ||
    [...text.matchAll(lsofAddress)].length > 1
  );
}
