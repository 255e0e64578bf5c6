import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { isJson } from "./is-json.ts";
import { readJson } from "./json/read-json.ts";
import type { Command, Ruleset } from "./ruleset.ts";
import { Tables } from "./tables.ts";
import { readText } from "./text/read-text.ts";

/** Reads inputs, each in the language of nft or in its JSON, to the tables they declare. */
export function read(inputs: readonly string[]): ReadResult<Ruleset> {
  const tables = new Tables();
  const commands: Command[] = [];
  for (const [index, input] of inputs.entries()) {
    const readInput = isJson(input) ? readJson : readText;
    for (const command of readInput(input, index, tables)) {
      commands.push(command);
    }
  }
  // What is not understood is noted when rules are compiled, since it depends on the packets they see.
  return { ruleset: { tables: tables.list(), commands }, notes: new NoteList().list() };
}
