import fc from "fast-check";

/** A mutation: its position, its length, and the replacement. */
interface Mutation {
  readonly at: number;
  readonly length: number;
  readonly kind: "copy" | "cut" | "insert" | "truncate";
  readonly text: string;
}

/** Returns mutations of a configuration: with parts cut, copied or inserted. */
export function mutated(seeds: readonly string[], words: readonly string[]): fc.Arbitrary<string> {
  const mutation: fc.Arbitrary<Mutation> = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat({ max: 40 }),
    kind: fc.constantFrom("copy", "cut", "insert", "insert", "truncate"),
    text: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...words, " ", "\n", "-", "/", ":", "0", "65536") },
      { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: "binary" }) },
    ),
  });
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 6 }))
    .map(([seed, mutations]) => mutations.reduce(apply, seed));
}

function apply(text: string, { at, length, kind, text: inserted }: Mutation): string {
  const start = Math.floor(at * text.length);
  const part = text.slice(start, start + length);
  switch (kind) {
    case "cut":
      return text.slice(0, start) + text.slice(start + length);
    case "copy":
      return text.slice(0, start) + part + text.slice(start);
    case "insert":
      return text.slice(0, start) + inserted + text.slice(start + (length % 3));
    case "truncate":
      // Mutations rarely shrink the input to almost nothing.
      return length < 8 ? text.slice(0, start) : text;
  }
}
