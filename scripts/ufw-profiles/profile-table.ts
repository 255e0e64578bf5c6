import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NoteList } from "../../src/parse/notes.ts";
import { readUfwProfiles } from "../../src/parse/ufw/read-profiles.ts";
import type { UfwPortList, UfwProfile } from "../../src/parse/ufw/ruleset.ts";

/** Reads the application profiles in a folder of ufw, and prints one per line: `Nginx Full=80,443/tcp`. */
export function profileTable(folder: string): string {
  const notes = new NoteList();
  const profiles = new Map<string, UfwProfile>();
  for (const file of readdirSync(folder)) {
    readUfwProfiles(readFileSync(join(folder, file), "utf8"), 0, notes, profiles);
  }
  const lines = [...profiles.values()].map(({ name, lists }) => {
    if (lists === undefined) {
      throw new Error(`ufw rejects the profile ${name}`);
    }
    return `${name}=${lists.map(listText).join("|")}`;
  });
  return `\n${lines.sort().join("\n")}\n`;
}

function listText({ protocol, ports }: UfwPortList): string {
  const list = ports.map(({ from, through }) => (from === through ? from : `${from}:${through}`));
  return `${list.join()}${protocol === undefined ? "" : `/${protocol}`}`;
}
