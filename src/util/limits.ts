/**
 * Every limit on the size of what is read and on the work done for it. Hostile input is bounded by
 * counted work and by memory, never by time. `npm run test:fuzz` measures both: the inputs in
 * `test/fuzz/support/hostile.ts` stay below 200 MB at these values.
 */
export const limits = {
  /** UTF-16 code units of an input; a csf.deny of 100,000 addresses has about 1.5 million. */
  inputLength: 2 * 1024 * 1024,
  /** Units of work for a configuration; a unit is about the comparison of two addresses. */
  work: 15_000_000,
  /** Jumps into chains at a time; the kernel allows no more (NF_JUMP_STACK_SIZE aside, nft refuses 65). */
  jumpDepth: 64,
  /** Notes of an exposure, and distinct reasons of a parser; more are counted only. */
  notes: 1000,
  /** Reasons named for one span of undetermined ports. */
  reasons: 10,
  /** UTF-16 code units of an input's line that an origin or a message quotes. */
  excerpt: 80,
  /** UTF-16 code units of a line of iptables rules; iptables-restore takes no longer ones. */
  iptablesLine: 10_239,
  /** Rules of an input that are inserted before others; each moves those behind it, and the tools write none. */
  iptablesInsertions: 2000,
  /**
   * Commands of ufw that delete a rule or put it before others; one more makes everything undetermined.
   * Each is a doubt of its own: 100 take 20 ms of processor, 1,000 take 200 ms.
   */
  ufwChanges: 100,
  /** Rules that those of ufw come to in the kernel, by the lists of their profiles; 2 MiB of commands make 340,000. */
  ufwKernelRules: 500_000,
  /** Names of processes of a listening port; a port that many processes share has one name as a rule. */
  processes: 100,
  /** Characters of the name of a process; Linux keeps 15 (TASK_COMM_LEN), netstat shows more. */
  processName: 64,
  /** Characters that name the processes of a port in a table. */
  processesText: 100,
} as const;
