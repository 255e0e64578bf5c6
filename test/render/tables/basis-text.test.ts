import { expect, test } from "vitest";
import type { Basis } from "../../../src/index.ts";
import { basisText } from "../../../src/render/tables/basis-text.ts";

test.for<[Basis, string]>([
  [{ kind: "table" }, "the page's table"],
  [{ kind: "note" }, "the page's note"],
  [{ kind: "page" }, "the page"],
  [{ kind: "iana" }, "IANA"],
  [{ kind: "rfc", number: 3207, section: null }, "RFC 3207"],
  [{ kind: "rfc", number: 8314, section: "3.3" }, "RFC 8314 section 3.3"],
  [{ kind: "whm-api", function: "configureservice" }, "WHM API 1 configureservice"],
  [{ kind: "documentation", url: "https://docs.cpanel.net/a/" }, "https://docs.cpanel.net/a/"],
  [
    { kind: "documentation", url: "https://docs.cpanel.net/a/", asOf: "2024-02-23" },
    "https://docs.cpanel.net/a/ (copy of 2024-02-23)",
  ],
  [{ kind: "secondary", url: "https://example.com/" }, "https://example.com/"],
])("%j is %s", ([basis, text]) => {
  expect(basisText([basis])).toBe(text);
  expect(basisText([basis, { kind: "iana" }])).toBe(`${text}, IANA`);
});
