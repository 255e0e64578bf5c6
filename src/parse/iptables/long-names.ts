/** The long names of commands and options that need no module (xshared.h). */
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
 * Returns the long name of a word: the word itself, or the only name it abbreviates, as in getopt_long(3).
 *
 * @param others - names in addition to those that need no module
 * @returns `undefined` if the word is unknown or ambiguous
 */
export function longNameOf(word: string, others: readonly string[] = []): string | undefined {
  const names = [...generalNames, ...others];
  const found = names.includes(word) ? [word] : names.filter((name) => name.startsWith(word));
  return found.length === 1 ? found[0] : undefined;
}
