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
  ['[a](docs/a.md "docs/a.md")', `[a](${page}/docs/a.md "docs/a.md")`],
  ['![i.png](i.png "i.png")', `![i.png](${raw}/i.png "i.png")`],
  ["[![a](b.svg)](b.svg)", `[![a](${raw}/b.svg?sanitize=true)](${page}/b.svg)`],
  ["[a](<b c.md>)", `[a](<${page}/b c.md>)`],
  ["[a]: a (a)\n\n[a]", `[a]: ${page}/a (a)\n\n[a]`],
  ["see <a href='a.md'>a</a>", `see <a href='${page}/a.md'>a</a>`],
  ['see <A HREF="a.md">a</A>', `see <A HREF="${page}/a.md">a</A>`],
  ["see <a href = a.md>a</a>", `see <a href = "${page}/a.md">a</a>`],
  ['<img alt="a > b" src=" i.png ">', `<img alt="a > b" src=" ${raw}/i.png ">`],
  ['<img alt="src=" src="i.png">', `<img alt="src=" src="${raw}/i.png">`],
  ['<video poster="i.png"></video>', `<video poster="${raw}/i.png"></video>`],
  [
    '<img srcset="a.png 1x,\n  b.svg 2x, https://example.com/c.png 3x">',
    `<img srcset="${raw}/a.png 1x,\n  ${raw}/b.svg?sanitize=true 2x, https://example.com/c.png 3x">`,
  ],
  ["![i](i.png?raw=1)", `![i](${raw}/i.png?raw=1)`],
  ["![i](i.svg#dark)", `![i](${raw}/i.svg?sanitize=true#dark)`],
  ["![i](i.svg?a=1#dark)", `![i](${raw}/i.svg?a=1&sanitize=true#dark)`],
  ['<img src="i.svg?a=1">', `<img src="${raw}/i.svg?a=1&amp;sanitize=true">`],
  ["![i]\n\n[i]: i.png", `![i]\n\n[i]: ${raw}/i.png`],
  ["![a][I]\n\n[i]: i.svg", `![a][I]\n\n[i]: ${raw}/i.svg?sanitize=true`],
] as const)("makes links absolute in %s", ([before, after]) => {
  expect(at(before)).toBe(after);
});

test.for([
  "[a](https://example.com/b.md), [c](#d), [e](mailto:f@example.com), <https://example.com>",
  "`[a](b.md)`\n\n```md\n[a](b.md)\n```",
  "a line\r\n\r\nwith carriage returns",
  '<!-- <img src="a.png"> -->',
  '<img alt="src=">',
  '<img srcset="data:image/png;base64,AAAA 1x, https://example.com/a.png 2x">',
  "",
])("leaves %j unchanged", (markdown) => {
  expect(at(markdown)).toBe(markdown);
});

test.for([
  ["a\n\n[b](../c.md)", '3: cannot make "../c.md" absolute'],
  ["[b](./../c.md)", 'cannot make "./../c.md" absolute'],
  ["[b](docs/../../c.md)", 'cannot make "docs/../../c.md" absolute'],
  ["[b](?tab=readme)", 'cannot make "?tab=readme" absolute'],
  ["[b](c&amp;d.md)", 'cannot make "c&d.md" absolute'],
  ["[b](c\\_d.md)", 'cannot make "c_d.md" absolute'],
  ['<img srcset="a.png,b.png 2x">', 'cannot make "a.png,b.png" absolute'],
  ['<a href="a&#46;md">b</a>', 'cannot make "a&#46;md" absolute'],
  ['> <a\n> href="a.md">b</a>', 'cannot make "<a\\n> href=\\"a.md\\">'],
] as const)("refuses %j", ([markdown, message]) => {
  expect(() => at(markdown)).toThrow(message);
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
