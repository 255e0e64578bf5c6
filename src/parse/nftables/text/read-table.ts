import { chainOf, type TableDraft } from "../tables.ts";
import { readChain } from "./read-chain.ts";
import { readDefinition } from "./read-definition.ts";
import { readUnnamed } from "./read-rate.ts";
import { readSet } from "./read-set.ts";
import type { Source, Statement } from "./source.ts";
import { TokenReader } from "./token-reader.ts";

/** The parts of a table that have no effect unless a rule names them. */
const withoutRules: ReadonlySet<string> = new Set(
  "comment counter ct flags flowtable secmark synproxy".split(" "),
);

/** Reads the body of a table. */
export function readTable(source: Source, table: TableDraft): void {
  for (const first of source.part()) {
    const head = source.head(first);
    switch (first.text) {
      case "chain":
        readChain(source, chainOf(table, nameOf(source, head)));
        break;
      case "set":
      case "map":
        readSet(first.text, nameOf(source, head), source.braces(), table);
        break;
      case "limit":
      case "quota":
        readNamedRate(first.text, nameOf(source, head), source, table);
        break;
      default:
        if (withoutRules.has(first.text)) {
          table.isDormant ||= first.text === "flags" && head.tokens.some(isDormant);
          source.braces();
        } else if (!readDefinition(source, head)) {
          source.skip(head, table);
        }
    }
  }
}

/** Reads a named limit or quota. */
export function readNamedRate(
  kind: "limit" | "quota",
  name: string,
  source: Source,
  table: TableDraft,
): void {
  const tokens = new TokenReader(source.braces().slice(1));
  table.rates.set(`${kind} ${name}`, readUnnamed[kind](0, tokens));
}

function isDormant({ text }: Statement["tokens"][number]): boolean {
  return text === "dormant";
}

/** @throws {@link InvalidConfigurationError} if no name and brace follow the first word */
function nameOf(source: Source, { tokens, line }: Statement): string {
  const [kind, name, ...others] = tokens;
  if (name === undefined || others.length > 0 || !source.isBeforePart) {
    throw source.wrong(line, `must have a name and { after ${kind?.text}`);
  }
  return name.text;
}
