import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { isJson } from "./is-json.ts";
import { readJson } from "./json/read-json.ts";
import type { Command, Ruleset } from "./ruleset.ts";
import { Tables } from "./tables.ts";
import { readText } from "./text/read-text.ts";

/** Reads inputs, each in nft's language or JSON, into the tables they declare. */
export function read(inputs: readonly string[]): ReadResult<Ruleset> {
  const tables = new Tables();
  const commands: Command[] = [];
  for (const [index, input] of inputs.entries()) {
    const readInput = isJson(input) ? readJson : readText;
    for (const command of readInput(input, index, tables)) {
      commands.push(command);
    }
  }
  // Unsupported parts are noted when rules are compiled, because they depend on the packets.
  return { ruleset: { tables: tables.list(), commands }, notes: new NoteList().list() };
}
