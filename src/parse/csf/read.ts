import { InvalidConfigurationError } from "../../errors.ts";
import { csfLines, readCsfAssignment } from "../../net/csf-conf.ts";
import { Budget } from "../../packet-filter/budget.ts";
import { excerpt, originText } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import { checkHostLists } from "../host-lists.ts";
import { isBlank } from "../input.ts";
import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { isCsfConf } from "./is-csf-conf.ts";
import { listKind } from "./list-kind.ts";
import type { ParseCsfOptions } from "./options.ts";
import { readList } from "./read-list.ts";
import type { CsfRuleset, CsfSetting, CsfSettings } from "./ruleset.ts";
import { expected, wrongLine } from "./wrong-line.ts";

/** Parses `csf.conf` and its lists. */
export function read(inputs: readonly string[], options: ParseCsfOptions): ReadResult<CsfRuleset> {
  checkHostLists(options.lists);
  const input = inputs.findIndex(isCsfConf);
  const conf = inputs[input];
  if (conf === undefined) {
    throw new InvalidConfigurationError(
      `the input has no TCP_IN setting; expected ${expected}`,
      undefined,
      undefined,
    );
  }
  const notes = new NoteList();
  const budget = new Budget(limits.work, "the CSF lists have too many entries");
  const settings = readSettings(conf, input);
  const lists = inputs.flatMap((text, index) =>
    index === input || isBlank(text)
      ? []
      : [readList(text, index, listKind(text, index, options), notes, budget)],
  );
  return { ruleset: { input, settings, lists }, notes: notes.list() };
}

function readSettings(text: string, input: number): CsfSettings {
  const settings = new Map<string, CsfSetting>();
  for (const { content, line } of csfLines(text)) {
    const setting = readCsfAssignment(content);
    if (setting === undefined) {
      continue;
    }
    const { name, value } = setting;
    if (value === undefined) {
      throw wrongLine({ input, line }, `has no quoted value for ${excerpt(name)}`, content);
    }
    if (settings.has(name)) {
      throw wrongLine({ input, line }, `sets ${excerpt(name)} a second time`, content);
    }
    const origin = { input, line, text: originText(content), table: name, chain: null };
    settings.set(name, { value, origin });
  }
  return settings;
}
