import type { Rule } from "../rule.ts";

/** A kind of words that filters find services by, with the services of each word. */
type Kind = readonly [name: string, words: ReadonlyMap<string, ReadonlySet<string>>];

export const everyWordMeansTheSame: Rule = {
  says: "a word that is a service, a daemon and a category, or two of these, means the same services as each",
  check: ({ files }) => {
    const { services } = files.services;
    const kind = (
      name: string,
      wordsOf: (service: (typeof services)[number]) => string[],
    ): Kind => {
      const words = new Map<string, Set<string>>();
      for (const service of services) {
        for (const word of wordsOf(service)) {
          words.set(word, (words.get(word) ?? new Set()).add(service.id));
        }
      }
      return [name, words];
    };
    const kinds = [
      kind("service", ({ id, name, aliases }) => [id, name.toLowerCase(), ...aliases]),
      kind("daemon", ({ daemons }) =>
        typeof daemons === "string" ? [] : daemons.flatMap(({ names }) => [...names]),
      ),
      kind("category", ({ category }) => [category]),
    ];
    return kinds.flatMap((first, index) =>
      kinds.slice(index + 1).flatMap((second) => conflicts(first, second)),
    );
  },
};

function conflicts([first, words]: Kind, [second, others]: Kind): string[] {
  return [...words].flatMap(([word, ids]) => {
    const other = [...(others.get(word) ?? ids)].join(", ");
    const own = [...ids].join(", ");
    return own === other
      ? []
      : [`services.json: ${JSON.stringify(word)} as a ${first} is ${own}, as a ${second} ${other}`];
  });
}
