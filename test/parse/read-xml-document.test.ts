import { describe, expect, test } from "vitest";
import { lineErrors } from "../../src/parse/line-error.ts";
import { readXmlDocument, type XmlElement } from "../../src/parse/read-xml-document.ts";
import { thrown } from "../support/thrown.ts";

const wrongLine = lineErrors("a document");
const read = (source: string, options = {}) =>
  readXmlDocument(source, 1, { wrongLine, ...options });

/** Returns the places and the text of elements, the root first. */
function places({ name, origin: { line, text }, children }: XmlElement): readonly unknown[] {
  return [[name, line, text], ...children.flatMap(places)];
}

test("reads elements with their attributes, text and children", () => {
  const root = read('<a x="1">\n  <b y="2" z=""> some <!-- no --> text </b>\n  <c/>\n</a>');
  const origin = { input: 1, table: "a", chain: null };
  expect(root).toEqual({
    name: "a",
    attributes: { x: "1" },
    children: [
      {
        name: "b",
        attributes: { y: "2", z: "" },
        children: [],
        text: expect.stringMatching(/^some\s+text$/),
        origin: { ...origin, line: 2, text: '<b y="2" z=""> some <!-- no --> text </b>' },
      },
      {
        name: "c",
        attributes: {},
        children: [],
        origin: { ...origin, line: 3, text: "<c/>" },
      },
    ],
    origin: { ...origin, line: 1, text: '<a x="1">' },
  });
});

test("names the object of a document in origins", () => {
  const root = read("<zone><port/></zone>", { name: "public" });
  expect([root.origin.table, root.children[0]?.origin.table]).toEqual([
    "zone public",
    "zone public",
  ]);
});

test("quotes an element on one line, with the line on which it begins", () => {
  expect(places(read('<a\n>\n  <b\n    c="1"\n  />\n  <d><e/></d></a>'))).toEqual([
    ["a", 1, "<a >"],
    ["b", 3, '<b c="1" />'],
    ["d", 6, "<d><e/></d>"],
    ["e", 6, "<e/>"],
  ]);
});

test("quotes only the start of a long element", () => {
  const root = read(`<a><b>${"<c/>".repeat(1000)}</b></a>`);
  expect(root.children[0]?.origin.text).toBe(`<b>${"<c/>".repeat(250).slice(0, 997)}…`);
  expect(root.children[0]?.children).toHaveLength(1000);
});

describe("rejects", () => {
  const nested = (depth: number) => `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`;
  const wide = (count: number) => `<a>${"<b/>".repeat(count - 1)}</a>`;

  test.for([
    ["a start tag without an end", "<a>\n<b>\n</a>", "line 3 of input 2 is not well-formed XML: "],
    ["an entity that XML does not have", "<a>\n&nbsp;</a>", "line 2 of input 2 is not well-formed"],
    ["a document type", "<!DOCTYPE x><a/>", "line 1 of input 2 declares a document type"],
    [
      "elements nested too deep",
      nested(33),
      "line 1 of input 2 nests elements more than 32 levels deep",
    ],
    ["too many elements", wide(120_001), "exceeds the limit of 120000 elements"],
  ] as const)("%s", ([, source, message]) => {
    const error = thrown(() => read(source));
    expect(error).toMatchObject({ code: "invalid-configuration" });
    expect(error.message).toContain(message);
    expect(error.message).not.toMatch(/XML: \d/);
  });

  test("rejects a document type of another format", () => {
    expect(read("<!DOCTYPE x><a/>", { doctype: "x" }).name).toBe("a");
    expect(() => read("<!DOCTYPE y><a/>", { doctype: "x" })).toThrow("declares a document type");
    expect(() => read('<!DOCTYPE x SYSTEM "y"><a/>', { doctype: "x" })).toThrow(
      "declares a document type",
    );
  });

  test("accepts a document at the limits", () => {
    expect(read(nested(32)).name).toBe("a");
    expect(read(wide(120_000)).children).toHaveLength(119_999);
  });
});
