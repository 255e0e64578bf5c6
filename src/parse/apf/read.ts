import { InvalidConfigurationError } from "../../errors.ts";
import { excerpt } from "../../util/excerpt.ts";
import { checkHostLists } from "../host-lists.ts";
import { isBlank, linesOf } from "../input.ts";
import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { findHeading } from "./heading.ts";
import { isApfConf } from "./is-apf-conf.ts";
import type { ParseApfOptions } from "./options.ts";
import { readHosts } from "./read-hosts.ts";
import { readSettings } from "./read-settings.ts";
import type { ApfList, ApfRuleset } from "./ruleset.ts";
import { expected, wrongLine } from "./wrong-line.ts";

/** Parses inputs with settings, and their host lists. */
export function read(inputs: readonly string[], options: ParseApfOptions): ReadResult<ApfRuleset> {
  checkHostLists(options.lists);
  const notes = new NoteList();
  const settings = new Map<number, string>();
  const lists: ApfList[] = [];
  for (const [input, text] of inputs.entries()) {
    if (isApfConf(text)) {
      settings.set(input, text);
      continue;
    }
    if (isBlank(text)) {
      continue;
    }
    const lines = linesOf(text);
    checkFirstEntry(lines, input);
    const heading = findHeading(lines);
    if (heading?.isGlobal) {
      const what =
        "APF empties glob_allow.rules and glob_deny.rules, or downloads them; the input has no effect";
      notes.add("ignored", "unused", { input, line: null }, what);
    } else {
      lists.push(readHosts(lines, input, options.lists?.[input] ?? heading?.kind, notes));
    }
  }
  if (settings.size === 0) {
    throw new InvalidConfigurationError(
      `no input contains settings; expected ${expected}`,
      undefined,
      undefined,
    );
  }
  return { ruleset: { settings: readSettings(settings), lists }, notes: notes.list() };
}

/** Rejects input that is not a host list: the first entry of a list has an address, a name or ports. */
function checkFirstEntry(lines: readonly string[], input: number): void {
  const index = lines.findIndex((line) => !/^\s*(?:#|$)/.test(line));
  const content = lines[index]?.trim();
  if (content === undefined) {
    return;
  }
  const [word = ""] = content.split(/\s/, 1);
  if (!/^[\w.:=/-]+$/.test(word) || !/[.:]/.test(word)) {
    const what = `cannot be parsed: ${excerpt(content)}`;
    throw wrongLine({ input, line: index + 1 }, what, content);
  }
}
