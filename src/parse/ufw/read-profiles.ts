import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import type { NoteList } from "../notes.ts";
import { readUfwProfile } from "./profile.ts";
import type { UfwProfile } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** A section of a profile file. */
interface Section {
  readonly name: string;
  /** The fields by lower-case name. */
  readonly fields: Map<string, string>;
  readonly origin: Origin;
}

/**
 * Parses a file of `/etc/ufw/applications.d` as Python's configparser does.
 *
 * @throws {@link InvalidConfigurationError} if ufw skips the file, for example because of a duplicate section
 */
export function readUfwProfiles(
  text: string,
  input: number,
  notes: NoteList,
  profiles: Map<string, UfwProfile>,
): void {
  const names = new Set<string>();
  let section: Section | undefined;
  let key: string | undefined;
  for (const [index, raw] of linesOf(text).entries()) {
    const place = { input, line: index + 1 };
    const content = raw.trim();
    if (content === "" || /^[#;]/.test(content)) {
      continue;
    }
    if (section && key !== undefined && /^\s/.test(raw)) {
      section.fields.set(key, `${section.fields.get(key)}\n${content}`);
      continue;
    }
    const name = /^\[(.+)\]/.exec(content)?.[1];
    if (name !== undefined) {
      if (names.has(name) || name === "DEFAULT") {
        throw wrongLine(place, `has the section ${excerpt(name)}, which makes ufw skip the file`);
      }
      names.add(name);
      addProfile(section, notes, profiles);
      section = { name, fields: new Map(), origin: lineOrigin(place, raw) };
      key = undefined;
      continue;
    }
    const at = content.search(/[=:]/);
    if (section === undefined || at < 1) {
      throw wrongLine(place, `cannot be parsed: ${excerpt(content)}`);
    }
    key = content.slice(0, at).trim().toLowerCase();
    if (section.fields.has(key)) {
      throw wrongLine(place, `sets ${excerpt(key)} a second time, which makes ufw skip the file`);
    }
    section.fields.set(key, content.slice(at + 1).trim());
  }
  addProfile(section, notes, profiles);
}

function addProfile(
  section: Section | undefined,
  notes: NoteList,
  profiles: Map<string, UfwProfile>,
): void {
  if (section) {
    const { name, fields, origin } = section;
    const lists = (fields.get("ports") ?? "").split("|");
    profiles.set(name, readUfwProfile({ name, problem: problemOf(fields), lists, origin }, notes));
  }
}

function problemOf(fields: ReadonlyMap<string, string>): string | undefined {
  return ["title", "description"].some((name) => !fields.get(name)) ||
    [...fields].some(([name, value]) => name.length > 64 || value.length > 1024)
    ? "lacks a title or a description, or has a field that is too long"
    : undefined;
}
