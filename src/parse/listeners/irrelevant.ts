/** Sockets without TCP and UDP ports, which ss and netstat print too unless told otherwise. */
const otherSockets =
  /^(?:Active UNIX|Proto RefCnt|unix|nl|p_raw|p_dgr|u_str|u_dgr|u_seq|v_str|v_dgr|raw6?|icmp6?|tipc|dccp|sctp|mptcp|xdp|udplite6?)\s/;

/** Files that lsof lists without `-i`. */
const otherFiles =
  /^\S+\s+\d+\s.*\s(?:REG|DIR|CHR|BLK|LINK|DEL|FIFO|unix|a_inode|netlink|pack|raw6?|sock|unknown)\s/;

/** What the tools remark, and the command as it was typed. */
const remarks =
  /^(?:\(?Not all processes could be identified|\(?No info could be read|will not be shown|Failed to find cgroup2|(?:lsof|netstat|ss): |(?:\[\S+ \S+\]|\S+[:~]\S*)?\s?[#$]?\s?(?:sudo )?(?:ss|netstat|lsof) -)/;

/** The second line that ss prints of a socket, with `-i` or `-m` or where it breaks lines. */
const secondLine = /^(?:users:\(\(|skmem:\(|[a-z\d]+ (?:[a-z_]+ )*[a-z_]+:\S)/;

/**
 * Tells whether a line is about something else than sockets of TCP and UDP.
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
