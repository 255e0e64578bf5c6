/** The long names of commands and options that need no module, as the tools have them (xshared.h). */
const generalNames: readonly string[] = [
  "--append",
  "--delete",
  "--check",
  "--insert",
  "--replace",
  "--list",
  "--list-rules",
  "--flush",
  "--zero",
  "--new-chain",
  "--delete-chain",
  "--rename-chain",
  "--policy",
  "--source",
  "--destination",
  "--src",
  "--dst",
  "--protocol",
  "--in-interface",
  "--jump",
  "--table",
  "--match",
  "--numeric",
  "--out-interface",
  "--verbose",
  "--wait",
  "--wait-interval",
  "--exact",
  "--fragments",
  "--version",
  "--help",
  "--line-numbers",
  "--modprobe",
  "--set-counters",
  "--goto",
  "--ipv4",
  "--ipv6",
];

/**
 * Returns the long name that a word stands for: itself, or the only one that it begins, as getopt_long(3)
 * has it.
 *
 * @param others - names beside those that need no module
 * @returns `undefined` if it is none, or begins several
 */
export function longNameOf(word: string, others: readonly string[] = []): string | undefined {
  const names = [...generalNames, ...others];
  const found = names.includes(word) ? [word] : names.filter((name) => name.startsWith(word));
  return found.length === 1 ? found[0] : undefined;
}
