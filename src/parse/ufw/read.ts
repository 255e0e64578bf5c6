import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { kindOfUfwInput } from "./kind-of-input.ts";
import { readUfwAppInfo } from "./read-app-info.ts";
import { readUfwCommands } from "./read-commands.ts";
import { readUfwProfiles } from "./read-profiles.ts";
import { readUfwStatus } from "./read-status.ts";
import type { UfwCommand, UfwProfile, UfwRuleset } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** Reads inputs of ufw, in any order, as far as they belong together. */
export function read(inputs: readonly string[]): ReadResult<UfwRuleset> {
  const notes = new NoteList();
  const profiles = new Map<string, UfwProfile>();
  const list: UfwCommand[] = [];
  let main: UfwRuleset["main"];
  for (const [input, text] of inputs.entries()) {
    const kind = kindOfUfwInput(text, input);
    if (kind === "status" ? main : kind === "commands" && main?.kind === "status") {
      throw wrongLine(
        { input, line: null },
        "is a second status, or there are commands in addition to a status",
      );
    }
    switch (kind) {
      case "status":
        main = readUfwStatus(text, input);
        break;
      case "commands":
        main = main ?? { kind: "commands", input, list };
        for (const command of readUfwCommands(text, input)) {
          list.push(command);
        }
        break;
      case "profiles":
        readUfwProfiles(text, input, notes, profiles);
        break;
      case "info":
        readUfwAppInfo(text, input, notes, profiles);
        break;
    }
  }
  if (main === undefined && profiles.size === 0) {
    throw wrongLine({ input: 0, line: null }, "has only comments");
  }
  return { ruleset: { main, profiles }, notes: notes.list() };
}
