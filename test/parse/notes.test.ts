import { describe, expect, test } from "vitest";
import type { Origin } from "../../src/net/types.ts";
import type { Condition, Dependency } from "../../src/packet-filter/match-builder.ts";
import type { View } from "../../src/packet-filter/model.ts";
import { NoteList, sortNotes } from "../../src/parse/notes.ts";

const at = (line: number | null, input = 0): Origin => ({
  input,
  line,
  text: "x",
  table: null,
  chain: null,
});
const opening: View = { direction: "inbound", isReply: false };
const reply: View = { direction: "inbound", isReply: true };
const later: View = { direction: "inbound", isReply: false, isLater: true };

test("notes a doubt once, and names its place only in the reason", () => {
  const notes = new NoteList();
  const doubt = notes.doubt("match", at(3), "who knows");
  expect(doubt).toEqual({
    kind: "not-understood",
    reason: "line 3: who knows",
    origin: at(3),
    typically: undefined,
  });
  expect(notes.doubt("match", at(3), "who knows")).toBe(doubt);
  expect(notes.doubt("match", at(4), "who knows")).not.toBe(doubt);
  expect(notes.doubt("match", at(null), "it depends", "state")).toMatchObject({
    kind: "state",
    reason: "it depends",
  });
  expect(notes.list()).toEqual({
    notes: [
      { kind: "unknown", code: "match", input: 0, line: 3, text: "who knows" },
      { kind: "unknown", code: "match", input: 0, line: 4, text: "who knows" },
      { kind: "unknown", code: "match", input: 0, line: null, text: "it depends" },
    ],
    omitted: 0,
  });
});

test("names a rate by its place, and a set by its name and place", () => {
  const notes = new NoteList();
  const reason = (kind: "rate" | "who", line: number | null) =>
    notes.typical(kind, false, at(line), "ipset bans").reason;
  expect(reason("rate", 6)).toBe("line 6");
  expect(reason("rate", null)).toBe("ipset bans");
  expect(reason("who", 6)).toBe("ipset bans, line 6");
  expect(reason("who", null)).toBe("ipset bans");
  expect(notes.typical("who", true, at(6), "ipset bans")).toEqual({
    kind: "who",
    reason: "ipset bans, line 6",
    origin: at(6),
    typically: true,
  });
  expect(notes.list().notes).toEqual([]);
});

describe("the match of a condition", () => {
  const who = (what: string, typically: boolean | undefined): Dependency => ({
    kind: "who",
    what,
    typically,
  });
  const rate = (what: string, typically: boolean | undefined): Dependency => ({
    kind: "rate",
    what,
    typically,
  });
  const condition = (...dependsOn: readonly Dependency[]): Condition => ({
    family: "ipv4",
    dependsOn,
  });
  const doubtOf = (view: View, ...dependsOn: readonly Dependency[]) => {
    const notes = new NoteList();
    const doubt = notes.match(condition(...dependsOn), view, at(3), "in t: ")?.doubt;
    return [
      doubt?.reason,
      doubt?.typically,
      notes.list().notes.map(({ kind, text }) => `${kind}: ${text}`),
    ];
  };

  test("returns no match if no packet can match", () => {
    expect(new NoteList().match(undefined, opening, at(3))).toBeUndefined();
  });

  test("returns a match without doubt if it depends on nothing else", () => {
    expect(new NoteList().match(condition(), opening, at(3))).toEqual({ family: "ipv4" });
  });

  test("matches typical connections if all its conditions do", () => {
    expect(doubtOf(opening, who("a", true))).toEqual(["in t: a, line 3", true, []]);
    expect(doubtOf(opening, rate("a", true), who("b", true))).toEqual([
      "in t: b, line 3",
      true,
      [],
    ]);
    expect(doubtOf(opening, rate("a", true), rate("b", true))).toEqual(["line 3", true, []]);
  });

  test("does not match typical connections if one condition does not, despite other doubts", () => {
    expect(doubtOf(opening, who("a", true), who("b", false))).toEqual([
      "in t: b, line 3",
      false,
      [],
    ]);
    expect(doubtOf(opening, who("a", undefined), who("b", false))).toEqual([
      "in t: b, line 3",
      false,
      [],
    ]);
  });

  test("is in doubt for typical connections if one condition is, with a note only for opening packets", () => {
    const text = "in t: whether the rule matches depends on a and b";
    expect(doubtOf(opening, who("a", true), who("b", undefined))).toEqual([
      `line 3: ${text}`,
      undefined,
      [`unknown: ${text}`],
    ]);
    expect(doubtOf(later, who("a", true), who("b", undefined))).toEqual([
      `line 3: ${text}`,
      undefined,
      [],
    ]);
    expect(doubtOf(reply, who("a", undefined))).toEqual([
      "line 3: in t: whether the rule matches replies depends on a",
      undefined,
      [],
    ]);
    const match = new NoteList().match(condition(who("a", undefined)), reply, at(null));
    expect(match?.doubt?.reason).toBe("whether the rule matches replies depends on a");
  });

  test("takes the reason of the first condition in doubt", () => {
    const state: Dependency = { kind: "state", what: "b", typically: undefined };
    const match = new NoteList().match(condition(who("a", true), state), opening, at(3));
    expect(match?.doubt?.kind).toBe("state");
  });
});

test("keeps a thousand notes and reasons, and one reason for all further ones of a kind", () => {
  const notes = new NoteList();
  const doubts = Array.from({ length: 1002 }, (_, line) => notes.doubt("match", at(line), "x"));
  expect(new Set(doubts).size).toBe(1001);
  expect(doubts[999]?.reason).toBe("line 999: x");
  expect(doubts[1000]).toEqual({
    kind: "not-understood",
    reason: "more than 1000 other reasons",
    origin: null,
    typically: undefined,
  });
  const others = [
    notes.typical("who", true, at(1), "a"),
    notes.typical("who", false, at(1), "a"),
    notes.typical("rate", true, at(1), "a"),
  ];
  expect(new Set([doubts[1000], ...others]).size).toBe(4);
  expect(notes.typical("who", true, at(2), "b")).toBe(others[0]);
  // A doubt about typical connections takes precedence over any other reason.
  expect(notes.doubt("match", at(2000), "y", "state")).toBe(doubts[1000]);
  const { notes: kept, omitted } = notes.list();
  expect([kept.length, omitted]).toEqual([1000, 3]);
});

test("sorts notes by input and line, whole inputs first, and counts the rest", () => {
  const [first, second] = [new NoteList(), new NoteList()];
  first.add("unknown", "match", at(5), "five");
  first.add("unknown", "match", at(1, 1), "other input");
  second.add("warning", "match", at(null), "whole");
  second.add("unknown", "match", at(2), "two");
  expect(sortNotes([first.list(), second.list()]).map(({ text }) => text)).toEqual([
    "whole",
    "two",
    "five",
    "other input",
  ]);
  const many = new NoteList();
  for (let line = 1; line <= 999; line++) {
    many.add("unknown", "match", at(line), "x");
  }
  const all = [first.list(), many.list(), { notes: [], omitted: 3 }];
  const sorted = sortNotes(all);
  expect(sorted).toHaveLength(1001);
  expect(sorted.at(-1)).toEqual({
    kind: "unknown",
    code: "more",
    input: 0,
    line: null,
    text: "4 more notes",
  });
  expect(sortNotes([many.list()])).toHaveLength(999);
});
