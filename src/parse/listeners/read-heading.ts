/** The beginnings of headings of ss, netstat and lsof. */
const beginnings = [
  /^Netid\s+State\s/,
  /^State\s+Recv-Q\s/,
  /^Active Internet connections\b/,
  /^Proto\s+Recv-Q\s/,
  /^COMMAND\s+PID\s/,
];

/** The words of headings, with any options of the tools. */
const words: ReadonlySet<string> = new Set([
  ...["Netid", "State", "Recv-Q", "Send-Q", "Local", "Peer", "Address:Port", "Address:PortProcess"],
  ...["Process", "Proto", "Address", "Foreign", "PID/Program", "name", "User", "Inode", "Timer"],
  ...["Security", "Context", "Active", "Internet", "connections", "(only", "servers)"],
  ...["(servers", "and", "established)", "(w/o", "COMMAND", "PID", "TID", "TASKCMD", "PPID"],
  ...["PGID", "USER", "FD", "TYPE", "DEVICE", "SIZE/OFF", "SIZE", "OFFSET", "NODE", "NAME"],
]);

/** The properties of a heading line. */
export interface Heading {
  /** Other words may be columns or remains of a row; a number belongs to a row. */
  readonly kind: "only headings" | "other words" | "a number";
  /** Whether ss was asked for sockets of several protocols. */
  readonly hasNetid: boolean;
  /** Whether ss from 2019 or later printed it. */
  readonly isNew: boolean;
}

/** Parses a heading line; `undefined` if it does not begin like one. */
export function readHeading(content: string): Heading | undefined {
  if (!beginnings.some((beginning) => beginning.test(content))) {
    return undefined;
  }
  return {
    kind: /\d/.test(content)
      ? "a number"
      : content.split(/\s+/).every((word) => words.has(word))
        ? "only headings"
        : "other words",
    hasNetid: content.startsWith("Netid"),
    isNew: /Port\s*Process/.test(content),
  };
}
