// Every limit on input sizes and on the work done for an input. Hostile input is bounded by counted work and
// memory, never by time. `npm run test:fuzz` measures both: with these values, the inputs in
// `test/fuzz/support/hostile.ts` stay below 250 MB.

/** The maximum length of an input, in UTF-16 code units. */
export const inputLength = 2 * 1024 * 1024;

/** The same for nftables, iptables and firewalld rules: 30,000 bans need 2.4 million. */
export const rulesLength = 4 * 1024 * 1024;

/** The same for an address list: a csf.deny with 100,000 entries, each with a comment by lfd, needs 10 million. */
export const listLength = 16 * 1024 * 1024;

/** Lines of an address list. */
export const listLines = 250_000;

/** Units of work for a configuration; a unit is about one comparison of two addresses. */
export const work = 15_000_000;

/** Units of work to find what decided about ports; beyond this limit, the first deciding place is named. */
export const decidersWork = 5_000_000;

/** Units of work to find the places where rules can open and close ports; beyond this limit, none are found. */
export const rulePlacesWork = 3_000_000;

/** Maximum jump depth; the kernel allows no more (NF_JUMP_STACK_SIZE aside, nft rejects 65). */
export const jumpDepth = 64;

/** Packet states that rules can create (marks, translated ports, sets); each is followed separately. */
export const packetStates = 256;

/** Units of work for packets that traverse a rule. */
export const stepWork = 8;

/** Notes of an exposure, and distinct reasons of a parser; more are only counted. */
export const notes = 1000;

/** Reasons listed for one span of undetermined ports. */
export const reasons = 10;

/** UTF-16 code units of an input line that a message quotes. */
export const excerpt = 80;

/** UTF-16 code units of an input line that an origin quotes. */
export const originText = 1000;

/** UTF-16 code units of a line of iptables rules; iptables-restore accepts no longer lines. */
export const iptablesLine = 10_239;

/** Lines of iptables rules in an input. */
export const iptablesLines = 130_000;

/** Rules that an input inserts before others; each moves all later rules, and the tools write none. */
export const iptablesInsertions = 2000;

/** Alternatives to which the members of ipsets expand an iptables rule; more leave it in doubt. */
export const iptablesAlternatives = 4096;

/** Units of work for a rule of csf.allow or csf.deny, for its memory: allows 33,000 rules, in about 200 MB. */
export const csfRuleWork = 450;

/** The same for an address banned by csf.deny: allows 200,000. */
export const csfBanWork = 75;

/** The same for a rule of an APF list, whose entries create up to four rules each. */
export const apfRuleWork = 60;

/** Host names in an APF list that are handled individually; each leaves ports undetermined. */
export const apfHostNames = 100;

/**
 * Units of work to compile nftables: for an element of a set that a rule uses, a condition of a rule, a
 * compiled rule (at most 37,500), and an element of a concatenation, which becomes a rule. Without these
 * limits, a few short rules with a large set would use up the machine's memory.
 */
export const nftablesWork = { element: 30, test: 50, rule: 400, concatenation: 400 } as const;

/**
 * Tokens of an input in nft syntax; the end of a statement counts as three. A set of 100,000 networks, one per
 * line, has 500,000.
 */
export const nftablesTokens = 600_000;

/** UTF-16 code units of an input in nft JSON; 30,000 rules that each ban an address from a port need 10 million. */
export const nftablesJsonLength = 12 * 1024 * 1024;

/** Objects, arrays and members in such an input; these rules have 1.2 million. */
export const nftablesJsonParts = 1_500_000;

/** Tables, chains, rules and other entries in such an input; the limit on compiled rules is lower. */
export const nftablesJsonEntries = 100_000;

/** Tokens that variables of an nft script insert; variables defined by other variables multiply them. */
export const nftablesInserted = 100_000;

/** UTF-16 code units of an nft name; the kernel allows 255 bytes (NFT_NAME_MAXLEN). */
export const nftablesName = 255;

/** Names with spaces or symbols in an nft ruleset; each is searched for wherever a name may occur. */
export const nftablesOddNames = 100;

/** Zones, services and policy objects of firewalld, which ships with about 230. */
export const firewalldObjects = 2000;

/**
 * Elements of a firewalld XML document; a zone with 25,000 rich rules has about 100,000, as does an ipset with
 * 100,000 entries.
 */
export const xmlElements = 120_000;

/** Nesting depth of XML elements; firewalld uses 4 levels. */
export const xmlDepth = 32;

/** Lines of a field in a list of `firewall-cmd`, such as its rich rules. */
export const firewalldFieldLines = 25_000;

/** UTF-16 code units of a rich rule; longer rules are not split into words. */
export const richRule = 4096;

/** Unsupported elements and services of a zone or policy object that are listed, each with its own reason. */
export const firewalldUnknowns = 20;

/** Parts of firewalld services (ports, protocols) that are looked up for a configuration. */
export const firewalldServiceParts = 1_000_000;

/** Built-in firewalld services that a note lists. */
export const builtInNames = 10;

/**
 * ufw commands that delete a rule or insert it before others; one more makes everything undetermined. Each
 * creates its own doubt: 100 take 20 ms of CPU time, 1,000 take 200 ms.
 */
export const ufwChanges = 100;

/** Kernel rules to which ufw rules expand, per family and profile list; one rule per port creates 131,070. */
export const ufwKernelRules = 250_000;

/** nmap scans of one host; each may list all ports, and is compared with the others. */
export const nmapScans = 20;

/** Distinct port states in scans, with their reasons; nmap has about 20. */
export const nmapStates = 100;

/** Include depth of an sshd_config, as in sshd (SERVCONF_MAX_DEPTH). */
export const sshdIncludeDepth = 16;

/** Lines of an sshd configuration with an unknown keyword; a newer sshd has fewer new ones. */
export const sshdUnknownKeywords = 100;

/** Total files that an sshd_config reads; nested includes multiply them. */
export const sshdFiles = 1000;

/** Process names of a listening port; processes that share a port usually have the same name. */
export const processes = 100;

/** Characters of a process name; Linux keeps 15 (TASK_COMM_LEN), netstat shows more. */
export const processName = 64;

/** Characters for the process names of a port in a table. */
export const processesText = 100;
