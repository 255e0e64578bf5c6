import { longNameOf } from "./long-names.ts";
import type { Option, Rule } from "./ruleset.ts";
import { unquote, wordsOf } from "./words.ts";

/** The options that specify a target. */
const targetKinds: ReadonlyMap<string, "jump" | "goto"> = new Map([
  ["-j", "jump"],
  ["--jump", "jump"],
  ["-g", "goto"],
  ["--goto", "goto"],
]);

/**
 * Reads a rule.
 *
 * @param content - the text after the chain
 * @returns `undefined` if a quote is unterminated
 */
export function readRule(content: string, stated: Pick<Rule, "origin" | "text">): Rule | undefined {
  const words = wordsOf(content);
  if (words.includes('"')) {
    return undefined;
  }
  const options = readOptions(words);
  const at = options.findIndex(({ name }) => targetKinds.has(name));
  const found = options[at];
  const kind = found && targetKinds.get(found.name);
  return kind
    ? {
        conditions: options.slice(0, at),
        target: { kind, word: found.values[0] ?? "", options: options.slice(at + 1) },
        ...stated,
      }
    : { conditions: options, target: undefined, ...stated };
}

/** Option names of modules that are also prefixes of a general name. */
const exactNames: Readonly<Record<string, readonly string[]>> = {
  "--mode": ["policy", "statistic"],
  "--pol": ["policy"],
  "--proto": ["policy"],
  "--set": ["recent"],
};

/** Expands the name of an option that needs no module; returns other names unchanged. */
function nameOf(word: string, words: readonly string[]): string {
  const isExact = exactNames[word]?.some((module) => words.includes(module));
  return (word.startsWith("--") && !isExact && longNameOf(word)) || word;
}

/** Groups the words of a rule into options. */
function readOptions(words: readonly string[]): readonly Option[] {
  const options: { name: string; negated: boolean; values: string[] }[] = [];
  let negated = false;
  for (const word of words) {
    const last = options.at(-1);
    if (last?.name === "--comment" && last.values.length === 0) {
      // A comment may look like an option; the tools quote it only if it contains blanks.
      last.values.push(unquote(word));
    } else if (word === "!") {
      negated = true;
    } else if (last === undefined || (word.startsWith("-") && word.length > 1)) {
      options.push({ name: nameOf(word, words), negated, values: [] });
      negated = false;
    } else {
      last.negated ||= negated;
      negated = false;
      // The name of a chain may contain quotes.
      last.values.push(targetKinds.has(last.name) ? word : unquote(word));
    }
  }
  // A grown array has spare capacity, which wastes memory for the rules of a large input.
  return options.map(({ name, negated: n, values }) => ({
    name,
    negated: n,
    values: values.slice(),
  }));
}
