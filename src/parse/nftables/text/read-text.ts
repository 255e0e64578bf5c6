import type { Command } from "../ruleset.ts";
import { type Tables, tableFamilies } from "../tables.ts";
import { readCommand } from "./read-command.ts";
import { readDefinition } from "./read-definition.ts";
import { readTable } from "./read-table.ts";
import { Source, type Statement } from "./source.ts";

/**
 * Reads an input in nft's language, and adds its declarations to the given tables.
 *
 * @returns the unsupported commands
 * @throws {@link InvalidConfigurationError} if the input has no table or is cut off
 */
export function readText(text: string, input: number, tables: Tables): readonly Command[] {
  const source = new Source(text, input);
  let hasTable = false;
  for (const first of source.statements()) {
    const head = source.head(first);
    const words = head.tokens.map((token) => token.text);
    const declared =
      words[0] === "table"
        ? words.slice(1)
        : (isCommand(words, "add", "table") || isCommand(words, "create", "table")) &&
          words.slice(2);
    if (declared) {
      hasTable = true;
      declareTable(source, declared, head.line, tables);
    } else if (
      !change(words, tables) &&
      !readDefinition(source, head) &&
      !readCommand(source, head, tables)
    ) {
      source.skip(head, null);
    }
  }
  if (!hasTable) {
    throw source.wrong(1, "is the first line of an input that contains no table");
  }
  return source.commands;
}

function isCommand(words: readonly string[], command: string, object: string): boolean {
  return words[0] === command && words[1] === object;
}

function declareTable(
  source: Source,
  words: readonly string[],
  line: Statement["line"],
  tables: Tables,
): void {
  const names = tableName(words);
  if (names === undefined) {
    throw source.wrong(line, "names no table");
  }
  const table = tables.get(...names);
  table.isDormant = false;
  if (source.isBeforePart) {
    readTable(source, table);
  }
}

/** Follows a command that empties or deletes tables; returns whether it is one. */
function change(words: readonly string[], tables: Tables): boolean {
  const names = tableName(words.slice(2));
  if (isCommand(words, "flush", "ruleset")) {
    tables.flush(words[2]);
    return true;
  }
  if (names && (isCommand(words, "delete", "table") || isCommand(words, "destroy", "table"))) {
    tables.delete(...names);
    return true;
  }
  if (names && isCommand(words, "flush", "table")) {
    tables.get(...names).chains.forEach((chain) => {
      chain.rules.length = 0;
    });
    return true;
  }
  return false;
}

/** Reads the family and the name of a table; returns `undefined` for anything else. */
function tableName(words: readonly string[]): readonly [family: string, name: string] | undefined {
  const [first, second, ...others] = words;
  if (first === undefined || others.length > 0) {
    return undefined;
  }
  return second === undefined
    ? ["ip", first]
    : tableFamilies.has(first)
      ? [first, second]
      : undefined;
}
