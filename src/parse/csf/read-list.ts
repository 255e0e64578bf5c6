import { csfLines } from "../../net/csf-conf.ts";
import type { Budget } from "../../packet-filter/budget.ts";
import { excerpt, originText } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import type { HostListKind } from "../host-lists.ts";
import type { NoteList } from "../notes.ts";
import { readEntry } from "./read-entry.ts";
import type { CsfEntry, CsfList } from "./ruleset.ts";

/** Parses `csf.allow` or `csf.deny`. */
export function readList(
  text: string,
  input: number,
  kind: HostListKind,
  notes: NoteList,
  budget: Budget,
): CsfList {
  const table = `csf.${kind}`;
  const entries: CsfEntry[] = [];
  for (const { content, line } of csfLines(text)) {
    const place = { input, line };
    const [word = ""] = content.trim().split(/\s/, 1);
    if (word === "" || word.startsWith("#")) {
      continue;
    }
    if (content.startsWith("Include")) {
      const file = excerpt(content);
      notes.add("assumed", "elsewhere", place, `${file} was not read, unless it is another input`);
    } else if (content.includes("Include")) {
      notes.add(
        "ignored",
        "no-effect",
        place,
        `CSF skips lines that contain "Include": ${excerpt(content)}`,
      );
    } else {
      const origin = { input, line, text: originText(content), table, chain: null };
      const entry = readEntry(word, origin);
      if (typeof entry === "string") {
        notes.add("ignored", "no-effect", place, entry);
      } else if (entry) {
        budget.spend(workOf(entry, kind));
        entries.push(entry);
      }
    }
  }
  return { kind, entries };
}

/** Returns the work an entry costs: an address creates a rule per direction, but banned addresses share one. */
function workOf(entry: CsfEntry, kind: HostListKind): number {
  return entry.kind === "host"
    ? kind === "deny"
      ? limits.csfBanWork
      : 2 * limits.csfRuleWork
    : limits.csfRuleWork;
}
