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
  /** Zones, services and policy objects of firewalld, which comes with some 230. */
  firewalldObjects: 2000,
  /** Elements of an XML document of firewalld; a zone with 25,000 rich rules has about 100,000. */
  xmlElements: 100_000,
  /** Elements within each other; firewalld nests them 4 deep. */
  xmlDepth: 32,
  /** Lines of a field in a list of `firewall-cmd`, such as its rich rules. */
  firewalldFieldLines: 25_000,
  /** UTF-16 code units of a rich rule; longer ones are not split into words. */
  richRule: 4096,
  /** Elements and services of a zone or policy object that are named as not understood, each in a reason. */
  firewalldUnknowns: 20,
  /** Parts of services of firewalld (ports, protocols) that are looked up for a configuration. */
  firewalldServiceParts: 1_000_000,
  /** Built-in services of firewalld that a note names. */
  builtInNames: 10,
} as const;
