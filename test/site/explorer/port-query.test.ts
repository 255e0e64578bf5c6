import { listPorts } from "cpanel-ports";
import { expect, test } from "vitest";
import { readQuery, termsOf } from "../../../site/explorer/views/ports/port-query.ts";
import { suggestionsFor } from "../../../site/explorer/views/ports/suggestions.ts";

/** The ports of 126 that a query finds. */
function found(text: string): readonly number[] {
  const query = readQuery(text);
  if ("problem" in query) {
    throw new Error(query.problem);
  }
  return listPorts(126)
    .map((each) => each.port)
    .filter((port) => query.matches(port, 126));
}

test("matches every port with an empty query", () => {
  expect(found("")).toHaveLength(39);
});

test.for([
  ["service:imap direction:inbound protection:starttls", [143]],
  ["service:imap,pop3", [110, 143, 993, 995]],
  ["imap", [143, 993]],
  ["imap -port:993", [143]],
  ["208", [2080, 2082, 2083, 2086, 2087, 2089]],
  ["scope:loopback", [579, 783, 953]],
  ["-direction:outbound -scope:loopback service:ssh", [22]],
  ["SERVICE:IMAP", [143, 993]],
  ["HTTP/3", [443]],
  ["service:", listPorts(126).map((each) => each.port)],
  ["no-such-word", []],
] as const)("matches the right ports with %s", ([text, ports]) => {
  expect(found(text)).toEqual(ports);
});

test("names an invalid value of a field, and the nearest valid one", () => {
  const query = readQuery("imap protection:starttsl");
  expect(query).toMatchObject({ suggestion: "protection:starttls" });
  expect("problem" in query && query.problem).toContain("starttsl");
});

test("treats an unknown field as a word", () => {
  expect(termsOf("foo:bar").map(({ field, value }) => [field, value])).toEqual([[null, "foo:bar"]]);
});

test("keeps a quoted value together", () => {
  expect(termsOf('service:"Apache SpamAssassin" x').map((each) => each.value)).toEqual([
    "Apache SpamAssassin",
    "x",
  ]);
});

test("suggests fields, services and values", () => {
  const texts = (word: string) => suggestionsFor(word).map((each) => each.text);
  expect(texts("pro")).toEqual(["protocol:", "protection:"]);
  expect(texts("protection:s")).toEqual(["protection:starttls", "protection:ssh"]);
  expect(texts("-direction:")).toEqual(["-direction:inbound", "-direction:outbound"]);
  expect(texts("service:pop3,im")).toContain("service:pop3,imap");
  expect(texts("imap")).toContain("service:imap");
  expect(texts("nothing:x")).toEqual([]);
});

test("suggests only values that the query accepts", () => {
  for (const field of ["service", "category", "direction", "protocol", "scope", "protection"]) {
    for (const { text } of suggestionsFor(`${field}:`)) {
      expect(readQuery(text)).toHaveProperty("matches");
    }
  }
});

test.for(["service:cpanel", "-service:ftp", "service:imap,dns"])(
  "recognizes %s as complete, before terms that begin with it",
  (text) => {
    const [first] = suggestionsFor(text);
    expect(first?.text).toBe(text);
  },
);
