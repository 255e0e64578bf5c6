import type { Rule } from "../rule.ts";

/** The number of consecutive words that count as a copied sentence; shorter runs are names and terms. */
const run = 8;

export const ourWordsAreOurOwn: Rule = {
  says: `no curated text shares ${run} consecutive words with a page`,
  needsSnapshots: true,
  check: ({ files, snapshots, documents }) => {
    const theirs = new Set(
      [...(snapshots?.values() ?? [])].flatMap((bytes) => runsOf(new TextDecoder().decode(bytes))),
    );
    const annotations = files.annotations.ports.flatMap((each) =>
      "text" in each
        ? [[`annotations.json: port ${each.port}, ${each.id}`, each.text] as const]
        : [],
    );
    const changes = files.annotations.changes.map(
      (each) => [`annotations.json: ${each.between.join(" to ")}`, each.text] as const,
    );
    const needs = [...files.needs.serverNeeds, ...files.needs.internalPorts].map(
      (each) => [`needs.json: ${each.id}`, each.text] as const,
    );
    const services = files.services.services.flatMap(({ id, annotations: remarks }) =>
      remarks.map((each) => [`services.json: ${id}, ${each.id}`, each.text] as const),
    );
    return [...annotations, ...changes, ...services, ...needs, ...documents].flatMap(
      ([where, text]) => {
        const shared = runsOf(text).find((words) => theirs.has(words));
        return shared === undefined ? [] : [`${where}: "${shared}" is also on a page`];
      },
    );
  },
};

/** Rich rules have only one spelling in firewalld, so a page may have the same one. */
const richRule = /'rule family=[^']*'/g;

/** Returns every run of consecutive words, ignoring addresses, numbers, punctuation and rich rules. */
function runsOf(text: string): string[] {
  const words = text
    .replace(richRule, " ")
    .replace(/https?:\/\/[^\s)>"]+/g, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => /\p{L}/u.test(word));
  return words.slice(run - 1).map((_, index) => words.slice(index, index + run).join(" "));
}
