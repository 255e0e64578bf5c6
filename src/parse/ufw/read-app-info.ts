import type { Origin } from "../../net/types.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import type { NoteList } from "../notes.ts";
import { readUfwProfile } from "./profile.ts";
import type { UfwProfile } from "./ruleset.ts";

/** Parses the output of `ufw app info` for one or more applications. */
export function readUfwAppInfo(
  text: string,
  input: number,
  notes: NoteList,
  profiles: Map<string, UfwProfile>,
): void {
  const sections: { readonly name: string; readonly lists: string[]; readonly origin: Origin }[] =
    [];
  let lists: string[] | undefined;
  for (const [index, raw] of linesOf(text).entries()) {
    const name = /^Profile: (.+)$/.exec(raw)?.[1]?.trim();
    if (name !== undefined) {
      lists = undefined;
      const origin = lineOrigin({ input, line: index + 1 }, raw);
      sections.push({ name, lists: [], origin });
    } else if (/^Ports?:\s*$/.test(raw)) {
      lists = sections.at(-1)?.lists;
    } else if (lists && /^\s+\S/.test(raw)) {
      lists.push(raw.trim());
    }
  }
  for (const section of sections) {
    profiles.set(section.name, readUfwProfile({ ...section, problem: undefined }, notes));
  }
}
