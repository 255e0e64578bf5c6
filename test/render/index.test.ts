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
  ["only rules", { rules: [] }],
  ["only changes", { changes: [] }],
  ["only a verdict", { verdict: "fits" }],
  ["a diff with a number as a list", { from: 1, to: 2, added: 3 }],
  ["a diff with null in a list", { added: [null], removed: [], changed: [], reasons: [] }],
  ["a function", () => {}],
];

/** Renderers that accept a list without ports. */
const renderersOfLists = [
  "renderCsv",
  "renderHtml",
  "renderJson",
  "renderMarkdown",
  "renderText",
  "toTable",
];

const takeFormat = ["renderBlock", "renderPlan"];

// Functions without parameters, such as iptablesNotes, have nothing to refuse.
const takesInput = Object.entries(render).filter(([, run]) => run.length > 0);

describe.each(takesInput)("%s", (name, run) => {
  const call = run as (...args: readonly unknown[]) => unknown;

  test.for(junk)("throws a typed error for %s", ([, value]) => {
    const act = () => call(value, ...(takeFormat.includes(name) ? ["iptables"] : []));
    if (Array.isArray(value) && value.length === 0 && renderersOfLists.includes(name)) {
      expect(act).not.toThrow();
    } else {
      expect(act).toThrow(CpanelPortsError);
      // renderSvg accepts numbers as releases, and its error names the nearest ones.
      expect(act).toThrow(name === "renderSvg" ? /expected |nearest / : /expected /);
    }
  });
});

test("renderCsv checks a mutable list on every call", () => {
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
