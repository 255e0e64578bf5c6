import { describe, expect, test } from "vitest";
import {
  CpanelPortsError,
  createPolicy,
  InvalidOptionError,
  listPorts,
  type PortEntry,
} from "../../src/index.ts";
import * as render from "../../src/render/index.ts";

const junk: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["a number", 3],
  ["a string", "x"],
  ["an empty object", {}],
  ["an empty array", []],
  ["an array of numbers", [1]],
  ["an array of null", [null]],
  ["an array of empty objects", [{}]],
  ["rules alone", { rules: [] }],
  ["changes alone", { changes: [] }],
  ["a verdict alone", { verdict: "fits" }],
  ["lists of a diff that are none", { from: 1, to: 2, added: 3 }],
  ["lists of a diff with null in them", { added: [null], removed: [], changed: [], reasons: [] }],
  ["a function", () => {}],
];

/** Renders nothing, and is right to: a list without ports is a list. */
const renderersOfLists = [
  "renderCsv",
  "renderHtml",
  "renderJson",
  "renderMarkdown",
  "renderText",
  "toTable",
];

const takeFormat = ["renderBlock", "renderPlan"];

// What takes nothing, as the notes on iptables, refuses nothing.
const takesInput = Object.entries(render).filter(([, run]) => run.length > 0);

describe.each(takesInput)("%s", (name, run) => {
  const call = run as (...args: readonly unknown[]) => unknown;

  test.for(junk)("refuses %s as its input with a typed error", ([, value]) => {
    const act = () => call(value, ...(takeFormat.includes(name) ? ["iptables"] : []));
    if (Array.isArray(value) && value.length === 0 && renderersOfLists.includes(name)) {
      expect(act).not.toThrow();
    } else {
      expect(act).toThrow(CpanelPortsError);
      // To renderSvg, a number is a release, and its error names the nearest ones.
      expect(act).toThrow(name === "renderSvg" ? /expected |nearest / : /expected /);
    }
  });
});

test("renderCsv checks a list again that can still change", () => {
  const list: PortEntry[] = [...listPorts(126)];
  expect(render.renderCsv(list)).toBe(render.renderCsv(listPorts(126)));
  list.push({} as PortEntry);
  expect(() => render.renderCsv(list)).toThrow(InvalidOptionError);
});

test("mergeCsf refuses a csf.conf that is not a string", () => {
  for (const text of [undefined, null, 3, {}, []]) {
    expect(() => render.mergeCsf(createPolicy(126), text as never)).toThrow(InvalidOptionError);
  }
});
