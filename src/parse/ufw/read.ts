import type { Family } from "../../net/types.ts";
import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { kindOfUfwInput } from "./kind-of-input.ts";
import { readUfwAppInfo } from "./read-app-info.ts";
import { readUfwCommands } from "./read-commands.ts";
import { readUfwProfiles } from "./read-profiles.ts";
import { readUfwSettings } from "./read-settings.ts";
import { readUfwStatus } from "./read-status.ts";
import { readUfwUserRules } from "./read-user-rules.ts";
import type { UfwCommand, UfwProfile, UfwRow, UfwRuleset } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** Parses ufw inputs in any order, if they can be combined. */
export function read(inputs: readonly string[]): ReadResult<UfwRuleset> {
  const notes = new NoteList();
  const profiles = new Map<string, UfwProfile>();
  const list: UfwCommand[] = [];
  const rows = new Map<Family, readonly UfwRow[]>();
  let main: UfwRuleset["main"];
  let hasSettings = false;
  let settings: UfwRuleset["settings"] = { defaults: {} };
  for (const [input, text] of inputs.entries()) {
    const kind = kindOfUfwInput(text, input);
    const states = kind === "status" || kind === "commands" || kind === "user rules";
    if (
      states &&
      main &&
      (kind === "status" || main.kind !== (kind === "commands" ? kind : "files"))
    ) {
      throw wrongLine(
        { input, line: null },
        "cannot be combined with the other inputs; use one status, or commands, or files with rules",
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
      case "user rules": {
        const file = readUfwUserRules(text, input);
        if (rows.has(file.family)) {
          throw wrongLine({ input, line: null }, "is a second rules file for the same family");
        }
        rows.set(file.family, file.rows);
        main = main ?? { kind: "files", input, rows };
        break;
      }
      case "settings":
        hasSettings = true;
        settings = readUfwSettings(text, input, settings);
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
    throw wrongLine(
      { input: 0, line: null },
      hasSettings ? "has ufw settings but no rules" : "has only comments",
    );
  }
  return { ruleset: { main, profiles, settings }, notes: notes.list() };
}
