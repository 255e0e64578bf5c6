import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { readHeading } from "./read-heading.ts";
import { readNetstatRow } from "./read-netstat-row.ts";
import { readSsRow } from "./read-ss-row.ts";
import { readUnclearRow } from "./read-unclear-row.ts";
import type { Socket } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** Reads the sockets that ss or netstat print. */
export function read(inputs: readonly string[]): ReadResult<readonly Socket[]> {
  const notes = new NoteList();
  return {
    ruleset: inputs.flatMap((text, input) => readSockets(text, input, notes)),
    notes: notes.list(),
  };
}

/** Sockets without TCP and UDP ports, which both tools print too unless told otherwise. */
const irrelevant =
  /^(?:Active UNIX|Proto RefCnt|unix|nl|p_raw|p_dgr|u_str|u_dgr|u_seq|v_str|v_dgr|raw6?|icmp6?|tipc|dccp|sctp|mptcp|xdp|udplite6?)\s/;

/** How a row of either tool begins, where it is not at the beginning of a line. */
const rowInside = /\s(?:tcp|udp)6?\s+(?:[A-Z-]+\s+)?\d+\s+\d+\s+\S+:\d{1,5}(?:\s|$)/;

/**
 * Reads the sockets of an input. A row that is lost would be read as a closed port, so lines that are
 * joined are refused, and so is an input of which nothing but headings is understood.
 */
function readSockets(text: string, input: number, notes: NoteList): readonly Socket[] {
  const sockets: Socket[] = [];
  let unread: Origin | undefined;
  let isKnown = false;
  let hasRows = false;
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    if (content === "") {
      continue;
    }
    const origin = lineOrigin({ input, line: index + 1 }, raw);
    const heading = readHeading(content);
    if (heading === "a number" || rowInside.test(withoutQuotes(content))) {
      throw wrongLine(origin, `has several lines in one: ${excerpt(content)}`, content);
    }
    if (heading) {
      unread ??= heading === "other words" ? origin : undefined;
      isKnown = true;
    } else if (!irrelevant.test(content)) {
      const row = readRow(content, origin, isKnown);
      isKnown = true;
      hasRows ||= row !== undefined;
      if (row === undefined) {
        notes.add("unknown", "entry", origin, `the line is not understood: ${excerpt(content)}`);
        unread ??= origin;
      } else if (row !== "none") {
        sockets.push(row);
      }
    }
  }
  if (!isKnown) {
    throw wrongLine({ input, line: null }, "has no socket of TCP or UDP");
  }
  if (unread && !hasRows) {
    throw wrongLine(
      unread,
      `is not understood, and no other line has a socket: ${excerpt(unread.text)}`,
      unread.text,
    );
  }
  return sockets;
}

/** Removes the names of processes, which can be anything. */
function withoutQuotes(content: string): string {
  return content.includes('"') ? content.replace(/"[^"]*"/g, "") : content;
}

/**
 * Reads a row.
 *
 * @param isKnown - whether a line before it was understood
 * @returns `"none"` if it has no socket that takes new connections; `undefined` if it is not understood
 */
function readRow(content: string, origin: Origin, isKnown: boolean): Socket | "none" | undefined {
  const row = readSsRow(content, origin) ?? readNetstatRow(content, origin);
  if (row === undefined && !isKnown) {
    throw wrongLine(origin, `is not understood: ${excerpt(content)}`, content);
  }
  const found = row ?? readUnclearRow(content, origin);
  if (found === undefined && /^(?:tcp|udp)6?\s/.test(content)) {
    throw wrongLine(origin, `names no port by its number: ${excerpt(content)}`, content);
  }
  return found;
}
