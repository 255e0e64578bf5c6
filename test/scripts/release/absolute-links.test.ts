import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { absoluteLinks } from "../../../scripts/release/absolute-links.ts";

const repository = "https://github.com/somebody/ports";
const at = (markdown: string) => absoluteLinks(markdown, repository, "v1.2.3");
const page = `${repository}/blob/v1.2.3`;
const raw = `${repository}/raw/v1.2.3`;

test.for([
  ["a [guide](docs/audit.md) here", `a [guide](${page}/docs/audit.md) here`],
  ['[rules](docs/audit.md#rules "title")', `[rules](${page}/docs/audit.md#rules "title")`],
  ["[a.md](./a.md), [a](/a.md)", `[a.md](${page}/a.md), [a](${page}/a.md)`],
  ["[**b** `c`](d.md)", `[**b** \`c\`](${page}/d.md)`],
  ["[![a](a.svg)](b.md)", `[![a](${raw}/a.svg?sanitize=true)](${page}/b.md)`],
  ["![alt](a/b.svg)", `![alt](${raw}/a/b.svg?sanitize=true)`],
  ["[guide]\n\n[guide]: docs/audit.md", `[guide]\n\n[guide]: ${page}/docs/audit.md`],
  ["| a |\n| - |\n| [b](c.md) |", `| a |\n| - |\n| [b](${page}/c.md) |`],
  [
    '<picture>\n  <source srcset="a.svg">\n  <img src="b.svg" alt="c">\n</picture>',
    `<picture>\n  <source srcset="${raw}/a.svg?sanitize=true">\n  <img src="${raw}/b.svg?sanitize=true" alt="c">\n</picture>`,
  ],
  ['see <a href="a.md">a</a>', `see <a href="${page}/a.md">a</a>`],
] as const)("makes links absolute in %s", ([before, after]) => {
  expect(at(before)).toBe(after);
});

test.for([
  "[a](https://example.com/b.md), [c](#d), [e](mailto:f@example.com), <https://example.com>",
  "`[a](b.md)`\n\n```md\n[a](b.md)\n```",
  "a line\r\n\r\nwith carriage returns",
  "",
])("leaves %j unchanged", (markdown) => {
  expect(at(markdown)).toBe(markdown);
});

test("makes every relative link in the README absolute, and changes only links", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../../README.md"), "utf8");
  const written = at(readme);
  expect(written).toContain(`](${page}/docs/audit.md)`);
  expect(written).toContain(`srcset="${raw}/docs/images/ports-narrow.svg?sanitize=true"`);
  const links = /\]\((?!https?:|#)|(?:src|srcset)="(?!https:)/;
  expect(readme).toMatch(links);
  expect(written).not.toMatch(links);
  expect(
    written.replaceAll(`${page}/`, "").replaceAll(`${raw}/`, "").replaceAll("?sanitize=true", ""),
  ).toBe(readme);
});
