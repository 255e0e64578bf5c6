import fc from "fast-check";
import type { Element, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { describe, expect, test } from "vitest";
import {
  createPolicy,
  diffReleases,
  listPorts,
  type Policy,
  releases,
} from "../../../src/index.ts";
import { visible } from "../../../src/render/formats/escape/visible.ts";
import {
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderText,
} from "../../../src/render/index.ts";
import { hostileText } from "../../support/hostile-text.ts";

const parse = (html: string): Root => unified().use(rehypeParse, { fragment: true }).parse(html);
const elements = (root: Root, name: string): Element[] => {
  const found: Element[] = [];
  visit(root, "element", (node) => {
    if (node.tagName === name) {
      found.push(node);
    }
  });
  return found;
};
const textOf = (node: Element): string => {
  let text = "";
  visit(node, "text", (each) => {
    text += each.value;
  });
  return text;
};
const ssh = createPolicy(126, { services: ["ssh", "whm"], allowFrom: { ssh: "192.0.2.1" } });
const labelled = (text: string): Policy => ({
  ...ssh,
  rules: ssh.rules.map((rule) => ({ ...rule, label: text })),
});

describe("renderHtml", () => {
  test("returns a table with a caption, scopes and classes", () => {
    const root = parse(renderHtml(listPorts(126)));
    expect(elements(root, "table").map((each) => each.properties)).toEqual([
      { className: ["cpanel-ports"] },
    ]);
    expect(elements(root, "caption").map(textOf)).toEqual(["Ports of cPanel & WHM"]);
    const heads = elements(root, "th");
    expect(heads.filter((each) => each.properties.scope === "col").map(textOf)).toEqual([
      "Port",
      "Service",
      "Protocol",
      "Direction",
      "Protection",
      "Condition",
    ]);
    expect(heads.filter((each) => each.properties.scope === "row").map(textOf)).toEqual(
      listPorts(126).map((entry) => String(entry.port)),
    );
    expect(elements(root, "td")).toHaveLength(39 * 5);
    const names = new Set<string>();
    visit(root, "element", (node) => {
      for (const name of Object.keys(node.properties)) {
        names.add(name);
      }
    });
    expect([...names].sort()).toEqual(["className", "scope"]);
  });

  test("adds a table with the reasons of a diff or the warnings of a policy", () => {
    const captions = (html: string) => elements(parse(html), "caption").map(textOf);
    expect(captions(renderHtml(diffReleases(118, 126)))).toEqual([
      "cPanel & WHM 118 to 126: 2 ports removed",
      "Why",
    ]);
    expect(captions(renderHtml(diffReleases(102, 104)))).toEqual([
      "cPanel & WHM 102 to 104: nothing documented differs; page 102 covers both",
    ]);
    expect(captions(renderHtml(ssh))).toEqual([
      "cPanel & WHM 126; default: inbound drop, outbound accept",
      "Warnings",
    ]);
    expect(captions(renderHtml(ssh, { caption: "Mine" }))).toEqual(["Mine", "Warnings"]);
  });

  test("escapes markup in texts", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const root = parse(renderHtml(labelled(text), { caption: text }));
        const shape = parse(renderHtml(labelled("x"), { caption: "x" }));
        const names = (of: Root) => {
          const all: string[] = [];
          visit(of, "element", (node) => {
            all.push(node.tagName);
          });
          return all;
        };
        expect(names(root)).toEqual(names(shape));
        expect(textOf(elements(root, "caption")[0] as Element)).toBe(visible(text));
        expect(textOf(elements(root, "td")[2] as Element)).toBe(visible(text));
      }),
      { numRuns: 300 },
    );
  });
});

describe("renderJson", () => {
  test("returns the data as JSON that cannot end a script element", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const policy = labelled(text);
        const json = renderJson(policy);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(policy)));
        expect(json).toMatch(/\n$/);
        expect(json.replaceAll("\n", "")).not.toMatch(/[<\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      }),
      { numRuns: 300 },
    );
    expect(JSON.parse(renderJson(listPorts(126)))).toHaveLength(39);
    expect(JSON.parse(renderJson(diffReleases(118, 126))).removed).toHaveLength(2);
  });
});

describe("renderMarkdown, renderText and renderCsv", () => {
  test("have one line per port, change or rule", () => {
    for (const { release } of releases) {
      const count = listPorts(release).length;
      expect(renderMarkdown(listPorts(release)).split("\n")).toHaveLength(count + 3);
      expect(renderText(listPorts(release)).split("\n")).toHaveLength(count + 2);
      expect(renderCsv(listPorts(release)).split("\r\n")).toHaveLength(count + 2);
    }
    const diff = diffReleases(118, 126);
    expect(renderCsv(diff).split("\r\n")).toHaveLength(4);
    expect(renderMarkdown(diff)).toContain("\n\n| Between | What | Why |\n");
    expect(renderText(diff)).toMatch(/\n\nBetween +What +Why\n/);
    expect(renderMarkdown(ssh)).toContain("| inbound | tcp | 22 | SSH | 192.0.2.1 |  |\n");
    expect(renderMarkdown(ssh)).toContain("\n\n| Warning | Ports | What |\n");
    expect(renderText(createPolicy(126, { services: "dns", outbound: "needed" }))).toMatch(
      /\nloopback +953 +PowerDNS +the server itself\n/,
    );
    expect(renderText(createPolicy(126, { services: "mysql" }))).toContain(`
Omitted  Protocol  Port  Service  Condition                                                 Condition id
inbound  tcp       3306  MySQL®   only if other machines connect to the server's databases  remote-mysql
`);
    expect(renderMarkdown(createPolicy(126, { conditions: "all" }))).toContain(
      "| inbound | tcp | 3306 | MySQL® | anywhere | only if other machines connect to the server's databases |\n",
    );
    expect(renderCsv(ssh).split("\r\n")[1]).toBe("inbound,tcp,22,22,192.0.2.1,,SSH,ssh,,");
    const lines = renderCsv(createPolicy(126, { conditions: "all" })).split("\r\n");
    expect(lines).toContain("inbound,tcp,26,26,any,,SMTP,smtp,second-smtp-port,");
    expect(lines).toContain("inbound,udp,68,68,0.0.0.0/0,,DHCP,,,dhcp");
  });

  test("return the same bytes each time", () => {
    for (const render of [renderMarkdown, renderText, renderCsv, renderJson, renderHtml]) {
      expect(render(JSON.parse(JSON.stringify(ssh)))).toBe(render(ssh));
    }
  });
});
