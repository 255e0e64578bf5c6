import type { Rule } from "../rule.ts";

export const elsewhereIsInOrder: Rule = {
  says: "the lists of others are in the order of their ids, their parts by family, inbound before outbound, TCP before UDP, their ports ascending, without duplicates",
  check: ({ files: { elsewhere } }) => [
    ...unordered(
      "elsewhere.json",
      elsewhere.lists.map((each) => each.id),
    ),
    ...elsewhere.lists.flatMap(({ id, ports: parts }) => [
      ...unordered(
        `elsewhere.json: ${id}`,
        parts.map((each) => `${each.family} ${each.direction} ${each.protocol}`),
      ),
      ...parts.flatMap((each) =>
        unordered(
          `elsewhere.json: ${id}: ${each.family} ${each.direction} ${each.protocol}`,
          each.ports,
        ),
      ),
    ]),
  ],
};

function unordered<T extends number | string>(where: string, keys: readonly T[]): string[] {
  return keys.flatMap((key, index) => {
    const before = keys[index - 1];
    return before !== undefined && before >= key ? [`${where}: ${key} comes after ${before}`] : [];
  });
}
