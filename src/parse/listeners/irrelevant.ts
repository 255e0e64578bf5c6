/** Sockets without TCP or UDP ports, which ss and netstat also print by default. */
const otherSockets =
  /^(?:Active UNIX|Proto RefCnt|unix|nl|p_raw|p_dgr|u_str|u_dgr|u_seq|v_str|v_dgr|raw6?|icmp6?|tipc|dccp|sctp|mptcp|xdp|udplite6?)\s/;

/** Files that lsof lists without `-i`. */
const otherFiles =
  /^\S+\s+\d+\s.*\s(?:REG|DIR|CHR|BLK|LINK|DEL|FIFO|unix|a_inode|netlink|pack|raw6?|sock|unknown)\s/;

/** Remarks of the tools. */
const remarks =
  /^(?:\(?Not all processes could be identified|\(?No info could be read|will not be shown|Failed to find cgroup2|(?:lsof|netstat|ss): )/;

/** The second line that ss prints for a socket with `-i` or `-m`, or where it breaks lines. */
const secondLine = /^(?:users:\(\(|skmem:\(|[a-z\d]+ (?:[a-z_]+ )*[a-z_]+:\S)/;

/**
 * Returns whether a line concerns something other than TCP and UDP sockets.
 *
 * @param isIndented - whether it begins with a tab
 */
export function isIrrelevant(content: string, isIndented: boolean): boolean {
  return (
    otherSockets.test(content) ||
    remarks.test(content) ||
    otherFiles.test(content) ||
    (isIndented && secondLine.test(content))
  );
}
