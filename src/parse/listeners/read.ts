import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { examinedProtocols } from "./examined-protocols.ts";
import { isIrrelevant } from "./irrelevant.ts";
import { isSeveralLines } from "./joined-lines.ts";
import { isListingCommand } from "./listing-command.ts";
import { protocolOf } from "./protocol-of.ts";
import { type Heading, readHeading } from "./read-heading.ts";
import { readLsofRow } from "./read-lsof-row.ts";
import { readNetstatRow } from "./read-netstat-row.ts";
import type { Row } from "./read-socket.ts";
import { readSsRow } from "./read-ss-row.ts";
import { readUnclearRow } from "./read-unclear-row.ts";
import type { ListenerInput } from "./ruleset.ts";
import { versionOfInput } from "./version-of-input.ts";
import { wrongLine } from "./wrong-line.ts";

/** Parses the sockets that ss, netstat or lsof print. */
export function read(inputs: readonly string[]): ReadResult<readonly ListenerInput[]> {
  const notes = new NoteList();
  const ruleset = inputs.map((text, input) => readInput(text, input, notes));
  if (ruleset.every(({ examined }) => examined.size === 0)) {
    throw wrongLine(
      { input: 0, line: null },
      "shows no listening socket, and does not show which protocols were examined",
    );
  }
  return { ruleset, notes: notes.list() };
}

/**
 * Parses the sockets of an input. A lost row would look like a closed port, so joined lines are rejected, as is
 * an input in which only headings could be parsed.
 */
function readInput(text: string, input: number, notes: NoteList): ListenerInput {
  const rows: Row[] = [];
  const headings: Heading[] = [];
  let unread: Origin | undefined;
  let isKnown = false;
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    if (content === "") {
      continue;
    }
    const origin = lineOrigin({ input, line: index + 1 }, raw);
    const heading = readHeading(content);
    if (heading?.kind === "a number" || isSeveralLines(content)) {
      throw wrongLine(origin, `has several lines joined into one: ${excerpt(content)}`, content);
    }
    const isCommand = heading === undefined && isListingCommand(content, origin);
    if (heading) {
      headings.push(heading);
      unread ??= heading.kind === "other words" ? origin : undefined;
    } else if (!isCommand && !isIrrelevant(content, raw.startsWith("\t"))) {
      const row = readRow(content, origin, isKnown);
      if (row) {
        rows.push(row);
      } else {
        notes.add("unknown", "entry", origin, `unsupported line: ${excerpt(content)}`);
        unread ??= origin;
      }
    }
    isKnown = true;
  }
  if (unread && rows.length === 0) {
    throw wrongLine(
      unread,
      `cannot be parsed, and no other line has a socket: ${excerpt(unread.text)}`,
      unread.text,
    );
  }
  return toInput(rows, headings);
}

function toInput(rows: readonly Row[], headings: readonly Heading[]): ListenerInput {
  const sockets = rows.flatMap(({ socket }) => socket ?? []);
  return {
    sockets,
    tools: new Set(rows.flatMap(({ tool }) => tool ?? [])),
    examined: examinedProtocols(sockets, rows, headings),
    hasHeading: headings.length > 0,
    version: versionOfInput(rows, headings),
  };
}

/**
 * Parses a row.
 *
 * @param isKnown - whether an earlier line was recognized
 * @returns `undefined` if the row is neither recognized nor looks like a socket
 */
function readRow(content: string, origin: Origin, isKnown: boolean): Row | undefined {
  const row =
    readSsRow(content, origin) ?? readNetstatRow(content, origin) ?? readLsofRow(content, origin);
  if (row) {
    return row;
  }
  if (!isKnown) {
    throw wrongLine(origin, `cannot be parsed: ${excerpt(content)}`, content);
  }
  const protocol = protocolOf(content);
  if (protocol === undefined) {
    return undefined;
  }
  const socket = readUnclearRow(content, protocol, origin);
  if (socket === undefined) {
    throw wrongLine(origin, `has no numeric port: ${excerpt(content)}`, content);
  }
  return { tool: undefined, protocol, hasNetid: false, version: undefined, socket };
}
