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

test("an empty query finds every port", () => {
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
] as const)("%s finds the ports that it should", ([text, ports]) => {
  expect(found(text)).toEqual(ports);
});

test("names a value that a field does not take, and the nearest one", () => {
  const query = readQuery("imap protection:starttsl");
  expect(query).toMatchObject({ suggestion: "protection:starttls" });
  expect("problem" in query && query.problem).toContain("starttsl");
});

test("takes what is no field for a word", () => {
  expect(termsOf("foo:bar").map(({ field, value }) => [field, value])).toEqual([[null, "foo:bar"]]);
});

test("keeps a value in quotes together", () => {
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

test("every suggested value is one that the query takes", () => {
  for (const field of ["service", "category", "direction", "protocol", "scope", "protection"]) {
    for (const { text } of suggestionsFor(`${field}:`)) {
      expect(readQuery(text)).toHaveProperty("matches");
    }
  }
});

test.for(["service:cpanel", "-service:ftp", "service:imap,dns"])(
  "%s is whole, and comes before what begins with it",
  (text) => {
    const [first] = suggestionsFor(text);
    expect(first?.text).toBe(text);
  },
);
