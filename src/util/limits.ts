// Every limit on the size of what is read and on the work done for it. Hostile input is bounded by
// counted work and by memory, never by time. `npm run test:fuzz` measures both: the inputs in
// `test/fuzz/support/hostile.ts` stay below 250 MB at these values.

/** UTF-16 code units of an input. */
export const inputLength = 2 * 1024 * 1024;

/** The same of rules as iptables-save and nft list them, and of firewalld: 30,000 bans have 2.4 million. */
export const rulesLength = 4 * 1024 * 1024;

/** The same of a list of addresses: a csf.deny of 100,000, each with a remark of lfd, has 10 million. */
export const listLength = 16 * 1024 * 1024;

/** Lines of a list of addresses. */
export const listLines = 250_000;

/** Units of work for a configuration; a unit is about the comparison of two addresses. */
export const work = 15_000_000;

/** Units of work to tell what decided about ports; beyond them, the first place that did so is named. */
export const decidersWork = 5_000_000;

/** Units of work to find the places where rules can open and close ports; beyond them, none is found. */
export const rulePlacesWork = 3_000_000;

/** Jumps into chains at a time; the kernel allows no more (NF_JUMP_STACK_SIZE aside, nft refuses 65). */
export const jumpDepth = 64;

/** States that packets are in by what rules do to them (marks, translated ports, sets); each is followed by itself. */
export const packetStates = 256;

/** Units of work that packets cost which meet a rule. */
export const stepWork = 8;

/** Notes of an exposure, and distinct reasons of a parser; more are counted only. */
export const notes = 1000;

/** Reasons named for one span of undetermined ports. */
export const reasons = 10;

/** UTF-16 code units of an input's line that an origin or a message quotes. */
export const excerpt = 80;

/** UTF-16 code units of a line of iptables rules; iptables-restore takes no longer ones. */
export const iptablesLine = 10_239;

/** Lines of iptables rules in an input. */
export const iptablesLines = 130_000;

/** Rules of an input that are inserted before others; each moves those behind it, and the tools write none. */
export const iptablesInsertions = 2000;

/** Alternatives that a rule of iptables comes to by the members of ipsets; more leave it in doubt. */
export const iptablesAlternatives = 4096;

/** Units of work that a rule of a csf.allow or csf.deny counts, for its memory: 33,000 are read, in some 200 MB. */
export const csfRuleWork = 450;

/** The same for an address that a csf.deny bans: 200,000 are read. */
export const csfBanWork = 75;

/** The same for a rule of a list of APF, whose entries make up to four each. */
export const apfRuleWork = 60;

/** Names of machines in a list of APF that are followed one by one; each leaves ports undetermined. */
export const apfHostNames = 100;

/**
 * Units of work to compile nftables: for an element of a set that a rule names, a test of a rule, a rule that
 * is kept (so 37,500 are at most), and an element of a concatenation, which becomes a rule. Without
 * them, a few short rules that name a large set take the memory of the machine.
 */
export const nftablesWork = { element: 30, test: 50, rule: 400, concatenation: 400 } as const;

/**
 * Tokens of an input in the language of nft, of which the end of a statement counts for three; a set of 100,000
 * networks on as many lines has 500,000.
 */
export const nftablesTokens = 600_000;

/** UTF-16 code units of an input in the JSON of nft; 30,000 rules that each ban an address from a port have 10 million. */
export const nftablesJsonLength = 12 * 1024 * 1024;

/** Objects, lists and members of such an input; these rules have 1.2 million. */
export const nftablesJsonParts = 1_500_000;

/** Tables, chains, rules and other entries of such an input; more rules are not compiled either. */
export const nftablesJsonEntries = 100_000;

/** Tokens that variables of an nft script insert; scripts that define variables by others multiply them. */
export const nftablesInserted = 100_000;

/** UTF-16 code units of a name in nft; the kernel takes 255 bytes (NFT_NAME_MAXLEN). */
export const nftablesName = 255;

/** Names with spaces or signs in one ruleset of nft; each is looked for wherever a name may be. */
export const nftablesOddNames = 100;

/** Zones, services and policy objects of firewalld, which comes with some 230. */
export const firewalldObjects = 2000;

/** Elements of an XML document of firewalld; a zone with 25,000 rich rules has about 100,000, as has an ipset of as many. */
export const xmlElements = 120_000;

/** Elements within each other; firewalld nests them 4 deep. */
export const xmlDepth = 32;

/** Lines of a field in a list of `firewall-cmd`, such as its rich rules. */
export const firewalldFieldLines = 25_000;

/** UTF-16 code units of a rich rule; longer ones are not split into words. */
export const richRule = 4096;

/** Elements and services of a zone or policy object that are named as not understood, each in a reason. */
export const firewalldUnknowns = 20;

/** Parts of services of firewalld (ports, protocols) that are looked up for a configuration. */
export const firewalldServiceParts = 1_000_000;

/** Built-in services of firewalld that a note names. */
export const builtInNames = 10;

/**
 * Commands of ufw that delete a rule or put it before others; one more makes everything undetermined.
 * Each is a doubt of its own: 100 take 20 ms of processor, 1,000 take 200 ms.
 */
export const ufwChanges = 100;

/**
 * Rules of the kernel that those of ufw come to, by family and by the lists of their profiles; a rule for
 * each port makes 131,070.
 */
export const ufwKernelRules = 250_000;

/** Scans by nmap of one host; each may list all ports, and is compared with the others. */
export const nmapScans = 20;

/** Distinct states of ports in scans, with their reasons, of which nmap has some 20. */
export const nmapStates = 100;

/** Files that include each other in an sshd_config, as sshd has it (SERVCONF_MAX_DEPTH). */
export const sshdIncludeDepth = 16;

/** Files that an sshd_config reads in all; those that include several others multiply them. */
export const sshdFiles = 1000;

/** Names of processes of a listening port; a port that many processes share has one name as a rule. */
export const processes = 100;

/** Characters of the name of a process; Linux keeps 15 (TASK_COMM_LEN), netstat shows more. */
export const processName = 64;

/** Characters that name the processes of a port in a table. */
export const processesText = 100;
