import type { Rule } from "../rule.ts";

export const everyWordFindsOneService: Rule = {
  says: "no two services have the same id, name or alias, and services and aliases are in order",
  check: ({ files }) => {
    const problems: string[] = [];
    const owners = new Map<string, string>();
    const { services } = files.services;
    for (const { id, name, aliases } of services) {
      for (const word of new Set([id, name.toLowerCase()])) {
        claim(word, id);
      }
      for (const alias of aliases) {
        claim(alias, id);
      }
      if (!isSorted(aliases)) {
        problems.push(`services.json: the aliases of ${id} are not in order`);
      }
    }
    if (!isSorted(services.map((each) => each.id))) {
      problems.push("services.json: the services are not in order");
    }
    return problems;

    function claim(word: string, id: string): void {
      const owner = owners.get(word);
      if (owner !== undefined) {
        problems.push(`services.json: ${JSON.stringify(word)} means both ${owner} and ${id}`);
      }
      owners.set(word, id);
    }
  },
};

function isSorted(words: readonly string[]): boolean {
  return words.every((word, index) => index === 0 || (words[index - 1] ?? "") < word);
}
