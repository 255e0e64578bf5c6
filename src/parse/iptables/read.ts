import { familyNames } from "../../net/family-names.ts";
import type { Family, Origin } from "../../net/types.ts";
import { excerpt, originText } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import { linesOf } from "../input.ts";
import { isIpsetSave, readIpsets } from "../ipset/read-ipsets.ts";
import { NoteList, type Place } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { tableNames } from "./base-chains.ts";
import { familyOfComment, guessFamily, isListingCommand, otherFamily } from "./families.ts";
import type { ParseIptablesOptions } from "./options.ts";
import { isIdleCommand, isScriptCommand, readScriptLine } from "./read-script-line.ts";
import { type Line, readTableLine, type TableDraft } from "./read-table-line.ts";
import type { Ruleset, TableForm } from "./ruleset.ts";
import { trimBlanks } from "./words.ts";
import { wrongLine } from "./wrong-line.ts";

/** The tables read so far, of all inputs. */
type Tables = Readonly<Record<Family, Map<string, TableDraft>>>;

/**
 * Reads the tables of all inputs.
 *
 * @throws {@link InvalidConfigurationError} if an input is not output of the tools, or is cut off
 */
export function read(
  inputs: readonly string[],
  { family, families }: Pick<ParseIptablesOptions, "family" | "families">,
): ReadResult<Ruleset> {
  const tables: Tables = { ipv4: new Map(), ipv6: new Map() };
  const notes = new NoteList();
  const isSets = inputs.map(isIpsetSave);
  const ipsets = readIpsets(
    new Map([...inputs.entries()].filter(([index]) => isSets[index])),
    notes,
  );
  for (const [index, input] of inputs.entries()) {
    if (isSets[index]) {
      continue;
    }
    const hint = family ?? families?.[index];
    new InputReader(input, index, { given: family, hint }, tables, notes).read();
  }
  if (!isSets.includes(false)) {
    throw wrongLine({ input: 0, line: null }, "contains only ipsets and no rules");
  }
  return { ruleset: { tables, ipsets }, notes: notes.list() };
}

/** Comments by which the tools report rules they could not write. */
const warning = / incompatible[ ,].*use 'nft' tool|-legacy tables present/;

/** Joins continued commands into their first line. */
function joined(lines: readonly string[]): readonly string[] {
  let first: number | undefined;
  const whole = [...lines];
  for (const [index, line] of lines.entries()) {
    if (first !== undefined) {
      whole[first] = `${whole[first]?.slice(0, -1)} ${line}`;
      whole[index] = "";
    } else if (isScriptCommand(trimBlanks(line))) {
      first = index;
    }
    first = line.endsWith("\\") ? first : undefined;
  }
  return whole;
}

/** Reads the lines of an input. */
class InputReader {
  readonly #lines: readonly string[];
  readonly #index: number;
  readonly #given: Family | undefined;
  readonly #tables: Tables;
  readonly #notes: NoteList;
  readonly #warnings: Origin[] = [];
  #family: Family | undefined;
  /** Whether the input or the caller names the family, instead of a guess. */
  #isStated: boolean;
  /** The number of headings read, and the number of the last heading that names a family. */
  #headings = 0;
  #named = 0;
  /** The table of the next line. */
  #table: TableDraft | undefined;
  #hasTable = false;
  readonly #isScript: boolean;
  #changes = 0;

  constructor(
    input: string,
    index: number,
    { given, hint }: Readonly<Record<"given" | "hint", Family | undefined>>,
    tables: Tables,
    notes: NoteList,
  ) {
    this.#index = index;
    const lines = linesOf(input);
    this.#isScript = lines.some((line) => isScriptCommand(trimBlanks(line)));
    this.#lines = this.#isScript ? joined(lines) : lines;
    this.#given = given;
    this.#family = hint;
    this.#isStated = given !== undefined;
    this.#tables = tables;
    this.#notes = notes;
  }

  read(): void {
    if (this.#lines.length > limits.iptablesLines) {
      throw wrongLine(
        { input: this.#index, line: null },
        `has ${this.#lines.length} lines; the limit is ${limits.iptablesLines}`,
      );
    }
    for (const [index, raw] of this.#lines.entries()) {
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
    if (this.#table?.form === "restore") {
      const { name, origin } = this.#table;
      throw wrongLine(
        origin,
        `begins table ${name}, which has no COMMIT: the input is cut off`,
        name,
      );
    }
  }

  #readLine(line: Line): void {
    const { content } = line;
    if (content.startsWith("#") || isListingCommand(content)) {
      this.#readComment(line);
    } else if (content.startsWith("*")) {
      if (this.#table) {
        throw wrongLine(line, "begins a table before the COMMIT of the previous one", content);
      }
      this.#table = this.#begin(trimBlanks(content.slice(1)), line, "restore");
    } else if (content === "COMMIT") {
      this.#table = undefined;
    } else if (this.#table?.form !== "restore" && isScriptCommand(content)) {
      this.#readScript(line);
    } else {
      this.#readRule(line);
    }
  }

  /** Reads a line of a table. */
  #readRule(line: Line): void {
    const { content } = line;
    if (/^-[PN] /.test(content)) {
      // The output of iptables -S is one table without a name or an end; output of ip6tables -S may follow.
      const [, chain = ""] = /^-P (\S+)/.exec(content) ?? [];
      if (this.#table?.form === "listing" && this.#table.chains.get(chain)?.isDeclared) {
        this.#table = undefined;
      }
      this.#table ??= this.#begin("filter", line, "listing");
    }
    if (this.#table === undefined) {
      if (this.#isScript && isIdleCommand(content)) {
        return;
      }
      const problem = this.#isScript
        ? "is not an iptables command; run the script and use the output of iptables-save"
        : "cannot be parsed";
      throw wrongLine(line, `${problem}: ${excerpt(content)}`, content);
    }
    this.#change(this.#table, line);
  }

  /** Reads a command of a script. */
  #readScript(line: Line): void {
    const command = readScriptLine(line.content);
    if (command === undefined) {
      throw wrongLine(
        line,
        `uses shell syntax other than quotes; run the script and use the output of iptables-save: ${excerpt(line.content)}`,
        line.content,
      );
    }
    const { family, content } = command;
    this.#family = family;
    this.#isStated = true;
    const known = this.#tables[family].get(command.table);
    const table = known?.form === "script" ? known : this.#begin(command.table, line, "script");
    if (content !== "") {
      this.#change(table, { ...line, content });
    }
  }

  #change(table: TableDraft, line: Line): void {
    this.#changes += readTableLine(table, line);
    if (this.#changes > limits.iptablesInsertions) {
      throw wrongLine(
        line,
        `exceeds the limit of ${limits.iptablesInsertions} rule insertions and deletions`,
        line.content,
      );
    }
  }

  #readComment({ content, ...place }: Line): void {
    const family = familyOfComment(content, this.#given);
    this.#headings += /^# Generated by /.test(content) ? 1 : 0;
    if (family !== undefined) {
      this.#isStated = true;
      this.#headings += isListingCommand(content) ? 1 : 0;
      this.#named = this.#headings;
      this.#family = family;
      if (this.#table?.form === "listing") {
        this.#table = undefined;
      }
    }
    // Further warnings add no further doubt.
    if (warning.test(content) && this.#warnings.length < limits.reasons) {
      this.#warnings.push({ ...place, text: originText(content), table: null, chain: null });
    }
  }

  #begin(name: string, { content, ...place }: Line, form: TableForm): TableDraft {
    if (!tableNames.includes(name)) {
      throw wrongLine(place, `names an unknown table ${excerpt(name)}`, name);
    }
    const family = this.#familyOf(name, place, form);
    const table: TableDraft = {
      family,
      name,
      chains: new Map(),
      warnings: this.#warnings,
      origin: { ...place, text: originText(content), table: name, chain: null },
      form,
      headings: this.#headings,
    };
    this.#tables[family].set(name, table);
    this.#hasTable = true;
    return table;
  }

  /** Returns the family of a table: a repeated table may belong to the other family. */
  #familyOf(name: string, place: Place, form: TableForm): Family {
    const family = this.#family ?? this.#guessFamily(name, place, form);
    const before = this.#tables[family].get(name);
    if (before === undefined) {
      this.#family = family;
      return family;
    }
    const isSame = before.origin.input === this.#index;
    const isNewDump = this.#headings > before.headings && this.#named <= before.headings;
    const other = otherFamily(family);
    if ((!this.#isStated || (isSame && isNewDump)) && !this.#tables[other].has(name)) {
      this.#family = other;
      this.#assume(
        `table ${name} appears twice; the second one is assumed to be for ${familyNames[other]}`,
        place,
      );
      return other;
    }
    if (
      isSame &&
      form === "restore" &&
      before.form === form &&
      this.#headings === before.headings
    ) {
      this.#notes.add(
        "ignored",
        "no-effect",
        before.origin,
        `table ${name} begins again on line ${place.line}, where iptables-restore empties it`,
      );
      return family;
    }
    throw wrongLine(place, `repeats table ${name} of ${familyNames[family]}`, name);
  }

  /** Guesses the family from the lines up to the next table with the same name. */
  #guessFamily(name: string, { line }: Place, form: TableForm): Family {
    const rest = this.#lines.slice(Number(line)).map(trimBlanks);
    const begins = new RegExp(`^\\*${name}\\s*$`);
    // Outside of a table, `-P INPUT` begins a listing; inside, it only sets the policy.
    let isInTable = form === "restore";
    const next = rest.findIndex((text, index) => {
      const isBegun = begins.test(text) || (!isInTable && text.startsWith("-P INPUT "));
      isInTable = text.startsWith("*") || (isInTable && text !== "COMMIT");
      return index > 0 && isBegun;
    });
    const end = next < 0 ? rest.length : next;
    const [rules, others] = [rest.slice(0, end), rest.slice(end)].map((lines) =>
      lines.map((text) => `${text} `).join("\n"),
    ) as [string, string];
    const family = guessFamily(rules, others);
    this.#assume(
      `the input does not name its address family; its rules look like ${familyNames[family]}`,
      { input: this.#index, line: null },
    );
    return family;
  }

  #assume(text: string, place: Place): void {
    this.#notes.add("assumed", "family", place, text);
  }
}
