import type { Rule } from "../rule.ts";

export const needsAreInOrder: Rule = {
  says: "server needs are in the order of their ids, internal ports in the order of their numbers, without duplicate ids or traffic",
  check: ({ files: { needs } }) => {
    const ids = [...needs.serverNeeds, ...needs.internalPorts].map((each) => each.id);
    const traffic = needs.serverNeeds.flatMap((each) =>
      each.traffic.map((part) => `the traffic ${JSON.stringify(part)}`),
    );
    return [
      ...repeated([...ids, ...traffic]).map((each) => `needs.json: duplicate ${each}`),
      ...unordered(needs.serverNeeds.map((each) => each.id)),
      ...unordered(needs.internalPorts.map((each) => each.port)),
    ];
  },
};

function repeated(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) < index))];
}

function unordered<T extends number | string>(keys: readonly T[]): string[] {
  return keys.flatMap((key, index) => {
    const before = keys[index - 1];
    return before !== undefined && before > key ? [`needs.json: ${key} comes after ${before}`] : [];
  });
}
