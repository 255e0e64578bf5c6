import type { Family, Origin } from "../../net/types.ts";
import { excerpt, oneLine } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import { linesOf } from "../input.ts";
import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { tableNames } from "./base-chains.ts";
import { familyNames, familyOfComment, guessFamily } from "./families.ts";
import { type Line, readTableLine, type TableDraft } from "./read-table-line.ts";
import type { Ruleset } from "./ruleset.ts";
import { trimBlanks } from "./words.ts";
import { wrongLine } from "./wrong-line.ts";

/** The tables that were read so far, of all inputs. */
type Tables = Readonly<Record<Family, Map<string, TableDraft>>>;

/**
 * Reads the tables of all inputs.
 *
 * @throws {@link InvalidConfigurationError} if an input is not what the tools write, or is cut off
 */
export function read(
  inputs: readonly string[],
  { family }: { readonly family?: Family | undefined },
): ReadResult<Ruleset> {
  const tables: Tables = { ipv4: new Map(), ipv6: new Map() };
  const notes = new NoteList();
  for (const [index, input] of inputs.entries()) {
    new InputReader(input, index, family, tables, notes).read();
  }
  return { ruleset: { tables }, notes: notes.list() };
}

/** Comments of the tools that tell of rules which they could not write. */
const warning = / incompatible[ ,].*use 'nft' tool|-legacy tables present/;

/** Reads the lines of an input. */
class InputReader {
  readonly #input: string;
  readonly #index: number;
  readonly #given: Family | undefined;
  readonly #tables: Tables;
  readonly #notes: NoteList;
  readonly #warnings: Origin[] = [];
  #family: Family | undefined;
  /** The table that the next line is in. */
  #table: TableDraft | undefined;
  #hasTable = false;
  #insertions = 0;

  constructor(
    input: string,
    index: number,
    given: Family | undefined,
    tables: Tables,
    notes: NoteList,
  ) {
    this.#input = input;
    this.#index = index;
    this.#given = given;
    this.#family = given;
    this.#tables = tables;
    this.#notes = notes;
  }

  read(): void {
    for (const [index, raw] of linesOf(this.#input).entries()) {
      const line = { input: this.#index, line: index + 1, content: trimBlanks(raw) };
      if (line.content.length > limits.iptablesLine) {
        throw wrongLine(
          line,
          `has ${line.content.length} characters; the limit is ${limits.iptablesLine}`,
          raw,
        );
      }
      if (line.content !== "") {
        this.#readLine(line);
      }
    }
    if (!this.#hasTable) {
      throw wrongLine({ input: this.#index, line: null }, "has no table");
    }
    if (this.#table && !this.#table.isListing) {
      const { name, origin } = this.#table;
      throw wrongLine(
        origin,
        `begins the table ${name}, which has no COMMIT: the input is cut off`,
        name,
      );
    }
  }

  #readLine(line: Line): void {
    const { content } = line;
    if (content.startsWith("#")) {
      this.#readComment(line);
    } else if (content.startsWith("*")) {
      if (this.#table) {
        throw wrongLine(line, "begins a table before the COMMIT of the previous one", content);
      }
      this.#table = this.#begin(trimBlanks(content.slice(1)), line, false);
    } else if (content === "COMMIT") {
      this.#table = undefined;
    } else {
      if (/^-[PN] /.test(content)) {
        // The output of iptables -S is one table, without its name and its end.
        this.#table ??= this.#begin("filter", line, true);
      }
      if (this.#table === undefined) {
        throw wrongLine(line, `is not understood: ${excerpt(content)}`, content);
      }
      this.#insertions += readTableLine(this.#table, line);
      if (this.#insertions > limits.iptablesInsertions) {
        throw wrongLine(
          line,
          `inserts more than ${limits.iptablesInsertions} rules before others`,
          content,
        );
      }
    }
  }

  #readComment({ content, ...place }: Line): void {
    this.#family = familyOfComment(content, this.#given) ?? this.#family;
    // More of them make nothing more doubtful.
    if (warning.test(content) && this.#warnings.length < limits.reasons) {
      this.#warnings.push({ ...place, text: oneLine(content), table: null, chain: null });
    }
  }

  #begin(name: string, { content, ...place }: Line, isListing: boolean): TableDraft {
    if (!tableNames.includes(name)) {
      throw wrongLine(place, `names an unknown table ${excerpt(name)}`, name);
    }
    const family = this.#family ?? this.#guessFamily();
    this.#family = family;
    if (this.#tables[family].has(name)) {
      throw wrongLine(place, `repeats the table ${name} of ${familyNames[family]}`, name);
    }
    const table: TableDraft = {
      family,
      name,
      chains: new Map(),
      warnings: this.#warnings,
      origin: { ...place, text: oneLine(content), table: name, chain: null },
      isListing,
    };
    this.#tables[family].set(name, table);
    this.#hasTable = true;
    return table;
  }

  #guessFamily(): Family {
    const family = guessFamily(this.#input);
    this.#notes.add(
      "assumed",
      "family",
      { input: this.#index, line: null },
      `the input does not name its address family; it looks like rules for ${familyNames[family]}`,
    );
    return family;
  }
}
