import { excerpt, originText } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import type { HostListKind } from "../host-lists.ts";
import type { NoteList } from "../notes.ts";
import { readEntries } from "./read-entries.ts";
import type { ApfHost, ApfList, ApfUnread } from "./ruleset.ts";

/**
 * Parses a host list.
 *
 * @param kind - the kind of list, if an option or the heading states it
 */
export function readHosts(
  lines: readonly string[],
  input: number,
  kind: HostListKind | undefined,
  notes: NoteList,
): ApfList {
  const table = kind === undefined ? null : `${kind}_hosts.rules`;
  const hosts: ApfHost[] = [];
  let unread: ApfUnread | undefined;
  let names = 0;
  let length = 0;
  for (const [index, raw] of lines.entries()) {
    const content = raw.trim();
    const place = { input, line: index + 1 };
    if (content.includes("#")) {
      if (!content.startsWith("#")) {
        const what = `APF skips lines that contain a comment: ${excerpt(content)}`;
        notes.add("ignored", "no-effect", place, what);
      }
      continue;
    }
    length++;
    if (content === "") {
      continue;
    }
    const origin = { input, line: place.line, text: originText(content), table, chain: null };
    for (const entry of readEntries(content, origin)) {
      if (entry.kind === "none") {
        const what = `APF creates no rule from ${excerpt(entry.text)}`;
        notes.add("ignored", "no-effect", place, what);
      } else if (entry.kind === "host" && (entry.addresses || names++ < limits.apfHostNames)) {
        hosts.push(entry);
      } else {
        unread ??= { text: entry.text, origin };
      }
    }
  }
  const origin = { input, line: null, text: table ?? "a host list", table, chain: null };
  return { kind, hosts, unread, length, origin };
}
