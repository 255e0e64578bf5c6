import { InvalidConfigurationError } from "../../errors.ts";
import type { PortRange, Protocol } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import type { TextNotes } from "../notes.ts";
import { readUfwPorts } from "./ports.ts";

/** A list of ports of an application. */
export interface UfwPortList {
  /** Both where it is left out. */
  readonly protocol: Protocol | undefined;
  readonly ports: readonly PortRange[];
}

/** The lists of applications by name; `undefined` where they are not understood. */
export type UfwProfiles = Map<string, readonly UfwPortList[] | undefined>;

/** A section of a file of profiles, or what `ufw app info` prints of one. */
interface Section {
  readonly name: string;
  readonly line: number;
  readonly values: Map<string, string>;
}

const expected = "application profiles of ufw: [name], title=, description= and ports=";

/** Reads a file of `/etc/ufw/applications.d`, as the module configparser of Python does. */
export function readUfwProfiles(text: string, notes: TextNotes, profiles: UfwProfiles): void {
  const sections = new Map<string, Section>();
  let section: Section | undefined;
  let key: string | undefined;
  for (const [index, raw] of linesOf(text).entries()) {
    const line = index + 1;
    const content = raw.trim();
    if (content === "" || /^[#;]/.test(content)) {
      continue;
    }
    if (section && key !== undefined && /^\s/.test(raw)) {
      section.values.set(key, `${section.values.get(key)}\n${content}`);
      continue;
    }
    const name = /^\[(.+)\]/.exec(content)?.[1];
    if (name !== undefined) {
      // ufw skips a file that is no good: one with the same section twice, say.
      if (sections.has(name) || name === "DEFAULT") {
        throw wrongLine(line, `has the section ${excerpt(name)}, which makes ufw skip the file`);
      }
      section = { name, line, values: new Map() };
      sections.set(name, section);
      key = undefined;
      continue;
    }
    const at = content.search(/[=:]/);
    if (section === undefined || at < 1) {
      throw wrongLine(line, `is not understood: ${excerpt(content)}`);
    }
    key = content.slice(0, at).trim().toLowerCase();
    if (section.values.has(key)) {
      throw wrongLine(line, `has ${excerpt(key)} for a second time, which makes ufw skip the file`);
    }
    section.values.set(key, content.slice(at + 1).trim());
  }
  for (const each of sections.values()) {
    addProfile(each, notes, profiles);
  }
}

/** Reads what `ufw app info` prints of one application or of several. */
export function readUfwAppInfo(text: string, notes: TextNotes, profiles: UfwProfiles): void {
  const sections: Section[] = [];
  let lists: string[] | undefined;
  const finish = () => sections.at(-1)?.values.set("ports", lists?.join("|") ?? "");
  for (const [index, raw] of linesOf(text).entries()) {
    const name = /^Profile: (.+)$/.exec(raw)?.[1]?.trim();
    if (name !== undefined) {
      finish();
      lists = undefined;
      const values = new Map([
        ["title", "-"],
        ["description", "-"],
      ]);
      sections.push({ name, line: index + 1, values });
    } else if (/^Ports?:\s*$/.test(raw)) {
      lists = [];
    } else if (lists && /^\s+\S/.test(raw)) {
      lists.push(raw.trim());
    }
  }
  finish();
  for (const each of sections) {
    addProfile(each, notes, profiles);
  }
}

/** Takes a profile as far as ufw does; one that it refuses is noted, and no rule can be made of it. */
function addProfile(
  { name, line, values }: Section,
  notes: TextNotes,
  profiles: UfwProfiles,
): void {
  const lists = (values.get("ports") ?? "").split("|").map(readList);
  const problem =
    !/^[a-z\d][\w .+-]{0,63}$/i.test(name) || /^\d+$/.test(name) || name === "all"
      ? "has a name that ufw does not take"
      : ["title", "description"].some((key) => !values.get(key)) ||
          [...values].some(([key, value]) => key.length > 64 || value.length > 1024)
        ? "has no title, no description, or a field that is too long"
        : lists.includes(undefined)
          ? "has ports that ufw does not take"
          : undefined;
  if (problem !== undefined) {
    notes.add("unknown", line, `the profile ${excerpt(name)} ${problem}`);
  }
  profiles.set(name, problem === undefined ? (lists as UfwPortList[]) : undefined);
}

function readList(text: string): UfwPortList | undefined {
  const [list = "", named = "any", ...others] = text.split("/");
  const protocol = named === "tcp" || named === "udp" ? named : undefined;
  const ports = readUfwPorts(list);
  // ufw wants a protocol beside more than one port.
  return ports === undefined ||
    others.length > 0 ||
    (protocol === undefined && (named !== "any" || /[,:]/.test(list)))
    ? undefined
    : { protocol, ports };
}

function wrongLine(line: number, what: string): InvalidConfigurationError {
  return new InvalidConfigurationError(
    `line ${line} ${what}; expected ${expected}`,
    undefined,
    line,
  );
}
