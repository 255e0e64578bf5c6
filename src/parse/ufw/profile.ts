import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import { readUfwPortList } from "./read-port-list.ts";
import type { UfwPortList, UfwProfile } from "./ruleset.ts";

/** A section of a profile file, or of the output of `ufw app info`. */
interface Section {
  readonly name: string;
  /** The problem with its fields, if any. */
  readonly problem: string | undefined;
  /** The lists of ports, as ufw writes them: `80,443/tcp`. */
  readonly lists: readonly string[];
  readonly origin: Origin;
}

/** Parses a profile as ufw does; a profile that ufw rejects gets a note and has no ports. */
export function readUfwProfile(section: Section, notes: NoteList): UfwProfile {
  const { name, origin } = section;
  const lists = section.lists.map(readUfwPortList);
  const problem = hasUfwName(name)
    ? (section.problem ??
      (lists.includes(undefined) || lists.length === 0 ? "has ports that ufw rejects" : undefined))
    : "has a name that ufw rejects";
  if (problem !== undefined) {
    notes.add("unknown", "entry", origin, `the profile ${excerpt(name)} ${problem}`);
  }
  return { name, lists: problem === undefined ? (lists as UfwPortList[]) : undefined, origin };
}

function hasUfwName(name: string): boolean {
  return /^[a-z\d][\w .+-]{0,63}$/i.test(name) && !/^\d+$/.test(name) && name !== "all";
}
