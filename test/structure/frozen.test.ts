import { expect, test } from "vitest";
import * as main from "../../src/index.ts";
import * as parse from "../../src/parse/index.ts";
import * as render from "../../src/render/index.ts";

/** Returns the paths of unfrozen parts of a value. */
function unfrozen(value: unknown, path: string): readonly string[] {
  return typeof value !== "object" || value === null
    ? []
    : [
        ...(Object.isFrozen(value) ? [] : [path]),
        ...Object.entries(value).flatMap(([name, part]) => unfrozen(part, `${path}.${name}`)),
      ];
}

test.for(Object.entries({ main, parse, render }))(
  "deeply freezes every object that the entry %s exports",
  ([entry, exports]) => {
    expect(
      Object.entries(exports).flatMap(([name, value]) => unfrozen(value, `${entry}.${name}`)),
    ).toEqual([]);
  },
);

test("freezes the notes of every renderer", () => {
  const policy = main.createPolicy(126);
  const notes = Object.entries(render).filter(([name]) => name.endsWith("Notes"));
  expect(notes.length).toBeGreaterThan(4);
  for (const [name, notesOf] of notes) {
    expect(unfrozen((notesOf as typeof render.csfNotes)(policy), name)).toEqual([]);
  }
});

test("prevents changes to the severity of a finding rule", () => {
  const rule: { severity: string } = main.findingRules[0];
  expect(() => {
    rule.severity = "info";
  }).toThrow(TypeError);
  expect(main.findingRules[0].severity).toBe("error");
});
