/** How headings of ss and netstat begin. */
const beginnings = [/^Netid\s+State\s/, /^Active Internet connections\b/, /^Proto\s+Recv-Q\s/];

/** The words of headings, whatever the options of the tools. */
const words: ReadonlySet<string> = new Set([
  ...["Netid", "State", "Recv-Q", "Send-Q", "Local", "Peer", "Address:Port", "Address:PortProcess"],
  ...["Process", "Proto", "Address", "Foreign", "PID/Program", "name", "User", "Inode", "Timer"],
  ...["Security", "Context", "Active", "Internet", "connections", "(only", "servers)"],
  ...["(servers", "and", "established)", "(w/o"],
]);

/**
 * Tells what a line is: headings only, headings and other words, which may be columns or the remains of a
 * row, headings and a number, which belongs to a row; `undefined` if it does not begin like headings.
 */
export function readHeading(
  content: string,
): "only headings" | "other words" | "a number" | undefined {
  if (!beginnings.some((beginning) => beginning.test(content))) {
    return undefined;
  }
  return /\d/.test(content)
    ? "a number"
    : content.split(/\s+/).every((word) => words.has(word))
      ? "only headings"
      : "other words";
}
