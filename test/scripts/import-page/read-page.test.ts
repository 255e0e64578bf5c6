import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { PageError } from "../../../scripts/import-page/page-error.ts";
import { readPage } from "../../../scripts/import-page/read-page.ts";
import {
  pageToHtml,
  withBlocksOfCode,
  withRelativeImages,
  withSavedImages,
} from "../../support/page-to-html.ts";
import { syntheticPage } from "../../support/synthetic-page.ts";
import { thrown } from "../../support/thrown.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, file = "200.md") => readPage(file, bytes(text));
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Replaces a piece of the page, which must be there. */
function edited(before: string, after: string): string {
  expect(syntheticPage).toContain(before);
  return syntheticPage.replace(before, () => after);
}

function lineOf(text: string, piece: string): number {
  const index = text.indexOf(piece);
  expect(index).toBeGreaterThan(-1);
  return text.slice(0, index).split("\n").length;
}

describe("readPage", () => {
  test("reads every fact of the page", () => {
    expect(read(syntheticPage)).toEqual({
      page: 200,
      url: "https://docs.cpanel.net/knowledge-base/general-systems-administration/how-to-configure-your-firewall-for-cpanel-services/200/",
      validFrom: 200,
      validThrough: 204,
      lastModified: "2031-03-09",
      sha256: sha256(syntheticPage),
      ports: [
        {
          port: 10,
          service: "Alpha",
          tcp: true,
          udp: false,
          inbound: true,
          outbound: true,
          localhost: false,
          noteSha256: sha256("A note with a link - and code"),
        },
        {
          port: 20,
          service: "beta",
          tcp: true,
          udp: true,
          inbound: false,
          outbound: false,
          localhost: true,
          noteSha256: null,
        },
      ],
      licenseCallback: [{ port: 10, service: "Alpha", inbound: true, outbound: false }],
      featureSources: {
        ports: [10, 20],
        features: [
          { name: "Scans", addresses: ["192.0.2.1", "2001:db8::1"], feeds: [] },
          { name: "Probes", addresses: [], feeds: ["https://example.com/list.json"] },
        ],
      },
      recommendedFirewalls: [
        {
          firewall: "nftables",
          systems: [
            { name: "CloudLinux", versions: "8+" },
            { name: "AlmaLinux", versions: "any" },
          ],
        },
        {
          firewall: "firewalld",
          systems: [
            { name: "CentOS", versions: "7" },
            { name: "CloudLinux", versions: "7" },
          ],
        },
      ],
    });
  });

  test.for([
    ["_Valid for version 200_", 200],
    ["_Valid for versions 200 through the latest version_", "latest"],
  ] as const)("reads %s as valid through %s", ([text, through]) => {
    expect(read(edited("_Valid for versions 200 through 204_", text)).validThrough).toBe(through);
  });

  test("accepts an address without a number if the list of versions links to it", () => {
    const page = syntheticPage
      .replace('cpanel-services/200/"\ntitle', 'cpanel-services/"\ntitle')
      .replace("versions 200 through 204", "version 206");
    expect(read(page)).toMatchObject({ page: 206, validFrom: 206, validThrough: 206 });
  });

  test("reads a missing section on features as undocumented, not as empty", () => {
    const page = syntheticPage.replace(
      /## IP addresses for specific features[\s\S]*?(?=## Example)/,
      "",
    );
    expect(read(page).featureSources).toBe("undocumented");
  });

  test("reads a feed from a code block as from a table", () => {
    const page = syntheticPage.replace(
      /\|\s+\|\s+\|\n\| --- \| --- \|\n\| ```[^\n]*\n/,
      "```\ncurl -O https://example.com/a\ncurl -O https://example.com/b\n```\n",
    );
    for (const { featureSources } of [read(page), read(pageToHtml(page), "200.html")]) {
      expect(featureSources === "undocumented" ? [] : featureSources.features[1]?.feeds).toEqual([
        "https://example.com/a",
        "https://example.com/b",
      ]);
    }
  });

  test("reads the address from og:url in HTML without a canonical link", () => {
    const html = pageToHtml(syntheticPage);
    const page = html.replace(
      /<link rel="canonical" href="(.+?)">/,
      '<meta property="og:url" content="$1">',
    );
    expect(page).not.toContain("canonical");
    expect(read(page, "200.html").url).toBe(read(html, "200.html").url);
  });

  test("reads the same facts from HTML as from Markdown", () => {
    const { sha256: _, ...facts } = read(syntheticPage);
    const html = pageToHtml(syntheticPage);
    for (const form of [
      html,
      withRelativeImages(html),
      withSavedImages(html),
      withBlocksOfCode(html),
    ]) {
      const page = read(form, "200.html");
      expect(page).toMatchObject(facts);
      expect(page.sha256).toBe(sha256(form));
    }
    expect(withBlocksOfCode(html)).toContain("lntable");
    expect(read(html, "200.htm")).toMatchObject(facts);
  });
});

describe("a page that does not have the expected form", () => {
  type Case = readonly [before: string, after: string, at: string, expected: string];
  const row = "| `20` | `beta` | ![](https://docs.cpanel.net/img/checkbox.png) |";
  test.for<Case>([
    [
      "| Localhost |",
      "| Local |",
      "| Port |",
      "expected the columns Port, Service, TCP, UDP, Inbound, Outbound, Localhost, Notes, found",
    ],
    [
      "| Outbound | Localhost |",
      "| Localhost | Outbound |",
      "| Port |",
      "expected the columns Port",
    ],
    ["`20` | `beta`", "20 | `beta`", "| 20 |", "expected a port number, 1 to 65535, as code"],
    ["`20` | `beta`", "`0` | `beta`", "| `0` |", "expected a port number"],
    ["`20` | `beta`", "`65536` | `beta`", "| `65536` |", "expected a port number"],
    ["`20` | `beta`", "`2e1` | `beta`", "| `2e1` |", "expected a port number"],
    ["`20` | `beta`", "`20` `21` | `beta`", "| `20` `21` |", "expected a port number"],
    ["`20` | `beta`", " | `beta`", "|  | `beta`", "found an empty cell"],
    [
      "`20` | `beta`",
      "`10` | `beta`",
      "| `10` | `beta`",
      "expected a port above 10, the previous one, found 10",
    ],
    [
      "`20` | `beta`",
      "`9` | `beta`",
      "| `9` | `beta`",
      "expected a port above 10, the previous one, found 9",
    ],
    ["`20` | `beta`", "`20` | ", "| `20` |  |", "expected the name of a service"],
    [row, "| `20` | `beta` | yes |", "| `20` |", "expected an empty cell or a ticked box"],
    [
      row,
      "| `20` | `beta` | ![](https://docs.cpanel.net/img/cross.png) |",
      "| `20` |",
      "expected an empty cell or a ticked box",
    ],
    [
      row,
      "| `20` | `beta` | ![](/img/checkbox.png) ![](/img/checkbox.png) |",
      "| `20` |",
      "expected an empty cell or a ticked box",
    ],
    [row, `${row} |`, "| `20` |", "expected 8 cells, found 9"],
    [
      `${row} ![](https://docs.cpanel.net/img/checkbox.png) |  |`,
      row,
      "| `20` |",
      "expected 8 cells, found 6",
    ],
    [
      "### The License",
      "| Port |\n| --- |\n| `1` |\n\n### The License",
      "| Port |\n",
      "expected one table in the section, found a second one",
    ],
    [
      "| Service | Port | Inbound | Outbound |",
      "| Service | Port | Outbound | Inbound |",
      "| Service | Port |",
      "expected the columns Service, Port, Inbound, Outbound",
    ],
    [
      "| Alpha | `10` | ![](https://docs.cpanel.net/img/checkbox.png) |  |\n\n## IP",
      "\n\n## IP",
      "| Service | Port |",
      "expected a table with rows, found none",
    ],
    [
      "### The License Callback Mechanism",
      "### Another Mechanism",
      "### Another",
      'expected only the section "The License Callback Mechanism" below Ports',
    ],
    [
      "## IP addresses",
      "### More ports\n\nText.\n\n## IP addresses",
      "### More ports",
      "below Ports",
    ],
    ["### The License Callback Mechanism\n", "", "## Ports", "below Ports"],
    [
      "## Overview",
      "## Something new",
      "## Something new",
      "expected one of the headings How to Configure Your Firewall",
    ],
    [
      "## Overview",
      "## Ports",
      "## Ports\n\nBefore",
      'expected one heading "Ports", found a second one',
    ],
    ["## Ports", "## Overview", "---\nurl", 'expected the heading "Ports", found none'],
    [
      "## Example configurations",
      "## Overview",
      "---\nurl",
      'expected the heading "Example configurations", found none',
    ],
    [
      "## How to Configure",
      "## How not to Configure",
      "---\nurl",
      'expected the heading "How to Configure',
    ],
    [
      "_Valid for versions 200 through 204_",
      "_Valid forever_",
      "_Valid forever_",
      "expected the versions for which the page is valid",
    ],
    ["_Valid for versions 200 through 204_\n\n", "", "## How to", "expected the versions"],
    [
      'cpanel-services/200/"\ntitle',
      'cpanel-services/202/"\ntitle',
      "---\nurl",
      "expected the address https://docs.cpanel.net/",
    ],
    [
      "https://docs.cpanel.net/knowledge-base",
      "https://example.com/knowledge-base",
      "---\nurl",
      "expected the address https://docs.cpanel.net/",
    ],
    ["#### [200]", "#### [202]", "---\nurl", "expected 200 in the list of versions"],
    [
      "#### [200](https://docs.cpanel.net/",
      "#### [200](https://example.com/",
      "#### [200]",
      "expected 200 in the list of versions, with a link to https://docs.cpanel.net/",
    ],
    [
      "_2031 March 9_",
      "_March 9, 2031_",
      "Last modified",
      'expected the day of the last change ("Last modified: 2025 September 2")',
    ],
    ["_2031 March 9_", "_2031 Brumaire 9_", "Last modified", "expected the day of the last change"],
    [
      "_2031 March 9_",
      "_2031 February 30_",
      "Last modified",
      "expected the day of the last change",
    ],
    [
      "Last modified: _2031 March 9_\n",
      "",
      "## How to Configure",
      "expected the day of the last change",
    ],
    [
      "ports `10` and `20`",
      "ports 10 and 20",
      "## IP addresses",
      "expected port numbers as code below, and no other code, found none",
    ],
    ["ports `10` and `20`", "ports `10` and `http`", "## IP addresses", "found 10, http"],
    [
      "- `192.0.2.1`\n- `2001:db8::1`",
      "None.",
      "### Scans",
      "expected a list of addresses or download commands below, found none",
    ],
    [
      "- `192.0.2.1`",
      "- `192.0.2.256`",
      "- `192.0.2.256`",
      'expected an IP address, as code, found "192.0.2.256"',
    ],
    ["### Scans", "#### Scans", "#### Scans", "expected a heading of depth 3"],
    [
      "curl -O https://",
      "curl -O http://",
      "### Probes",
      "expected an https address after curl -O",
    ],
    [
      "We **strongly** recommend the `nftables`",
      "We **strongly** recommend the nftables",
      "We **strongly**",
      "expected the name of a firewall as code (nftables, iptables, firewalld), found none",
    ],
    [
      "We **strongly** recommend the `nftables`",
      "We **strongly** recommend the `pf`",
      "We **strongly**",
      'found "pf"',
    ],
    [
      "We **strongly** recommend",
      "We use",
      "### AlmaLinux",
      "expected a sentence below that recommends a firewall for systems",
    ],
    [
      "utility for servers that run the [AlmaLinux",
      "utility for servers that run the [Debian",
      "- We recommend",
      "expected the recommendations of the sections",
    ],
    [
      "- We recommend the `nftables`",
      "- We recommend the `iptables`",
      "- We recommend",
      "expected the recommendations of the sections",
    ],
    [
      "and `nftables` on the",
      "and nftables on the",
      "We recommend `firewalld` on",
      "expected pairs of a firewall and its systems",
    ],
    [
      "versions 200 through 204",
      "versions 200 through 180",
      "_Valid for",
      "expected the versions for which the page is valid",
    ],
    [
      "versions 200 through 204",
      "version 200 through 204",
      "_Valid for",
      "expected the versions for which the page is valid",
    ],
    ["#### [200](https", "#### [200](http://[x", "#### [200]", "expected 200 in the list"],
    [row, "| `20` | `beta` | ![](http://[x/checkbox.png) |", "| `20` |", "or a ticked box"],
    [
      "| Alpha | ![]",
      "| Alpha ![](https://example.com/a.png) | ![]",
      "| `10` |",
      'expected the name of a service, found "Alpha" (text, image)',
    ],
    [
      "|  |\n\n### The License",
      "| ![](https://example.com/a.png) |\n\n### The License",
      "| `20` |",
      'expected an empty cell or a note, found "" (image)',
    ],
    [
      "Before the table.",
      "> | Port |\n> | --- |\n> | `1` |",
      "| Port | Service |",
      "expected one table in the section, found a second one",
    ],
    [
      "Invented words.",
      "- | Ports | Use |\n  | --- | --- |\n  | `1` | More |",
      "- | Ports |",
      "expected tables of ports only below Ports, found another one",
    ],
    [
      "## Example configurations",
      "## IP addresses for specific features\n\nAgain.\n\n## Example configurations",
      "## IP addresses for specific features\n\nAgain",
      'expected one heading "IP addresses for specific features", found a second one',
    ],
    ["ports `10` and `20`", "ports `0x50` and `20`", "## IP addresses", "found 0x50, 20"],
    [
      "### Probes",
      "### Scans",
      "### Scans\n\n|",
      'expected one section per feature, found "Scans"',
    ],
    ["- `192.0.2.1`", "- 192.0.2.1", "- 192.0.2.1", "expected an IP address, as code"],
    ["- `192.0.2.1`", "- `192.0.2.1` `192.0.2.2`", "- `192.0.2.1`", "an IP address, as code"],
    ["- `192.0.2.1`", "- `192.0.2.1`\n  - `192.0.2.2`", "- `192.0.2.1`", "an IP address, as code"],
    [
      "- `192.0.2.1`",
      "From `192.0.2.77`.\n\n- `192.0.2.1`",
      "### Scans",
      "expected addresses only in a list below, found 192.0.2.77.",
    ],
    [
      "- `192.0.2.1`",
      "From 192.0.2.0/24, too.\n\n- `192.0.2.1`",
      "### Scans",
      "found 192.0.2.0/24, 192.0.2.1, 2001:db8::1",
    ],
    [
      "- `192.0.2.1`",
      "> - `192.0.2.66`\n\n- `192.0.2.1`",
      "### Scans",
      "expected addresses only in a list below",
    ],
    [
      "jq . < list.json",
      "curl -sO https://example.com/b",
      "### Probes",
      "expected only curl -O as a download command",
    ],
    ["jq . < list.json", "wget https://example.com/b", "### Probes", "found curl , wget "],
    [
      "CloudLinux™ 8 or higher, or AlmaLinux op",
      "CloudLinux™ 8 or higher, or AlmaLinux 8.6 op",
      "We **strongly**",
      'expected the name of a system, with a whole number as its version or without a version, found "AlmaLinux 8.6"',
    ],
    [
      "CentOS 7 and CloudLinux 7 operating systems use",
      "CentOS 7 and CloudLinux 7 and 9 operating systems use",
      "We recommend that servers",
      'found "9"',
    ],
    [
      "CloudLinux™ 8 or higher",
      "CloudLinux™ 8 or later",
      "We **strongly**",
      'expected the name of a system, with a whole number as its version or without a version, found "later"',
    ],
    [
      "### CentOS 7 and",
      "- We recommend `iptables` on servers that run the Debian operating system.\n\n### CentOS 7 and",
      "- We recommend `iptables` on",
      "expected one recommendation in the section, found a second one",
    ],
    [
      "AlmaLinux OS 8 or CloudLinux 8 operating",
      "AlmaLinux OS 8 or CloudLinux 7 operating",
      "- We recommend",
      "nftables for CloudLinux 8), found",
    ],
    [
      "[AlmaLinux OS 8 or CloudLinux 8 operating systems](https://example.com/#a)",
      "AlmaLinux OS 8 or CloudLinux 8 operating systems",
      "- We recommend",
      "expected pairs of a firewall and its systems",
    ],
  ])("is refused with the line if %j becomes %j", ([before, after, at, expected]) => {
    const page = edited(before, after);
    const error = thrown(() => read(page));
    expect(error).toBeInstanceOf(PageError);
    expect(error.message).toContain(expected);
    expect(error).toMatchObject({ line: lineOf(page, at) });
    expect(error.message).toMatch(
      new RegExp(`^200\\.md:${lineOf(page, at)}: expected .+, found .+`),
    );
  });

  test.for([
    ["no front matter", syntheticPage.replace(/^---[\s\S]*?---\n/, ""), "front matter with a url"],
    [
      "front matter without a url",
      syntheticPage.replace(/^url: .*\n/m, ""),
      "front matter with a url",
    ],
    ["an empty file", "", "front matter with a url, found an empty file"],
    [
      "no section on features",
      syntheticPage.replace(/### Scans[\s\S]*?(?=## Example)/, ""),
      "one section per feature",
    ],
    [
      "no section on firewalls",
      syntheticPage.replace(/### AlmaLinux[\s\S]*?(?=### Adding)/, ""),
      "sections on firewall management below",
    ],
    [
      "no summary of the recommendations",
      syntheticPage
        .replace(/^- We recommend.*$/m, "- x")
        .replace(/^We recommend `firewalld` on.*$/m, ""),
      "a sentence that summarizes the recommended firewalls",
    ],
    [
      "no summary at the top",
      syntheticPage.replace(/^- We recommend.*$/m, "- x"),
      "a sentence that summarizes the recommended firewalls, at the top, found none",
    ],
    [
      "no summary in a later section",
      syntheticPage.replace(/^We recommend `firewalld` on.*$/m, "x"),
      "a sentence that summarizes the recommended firewalls, in a later section, found none",
    ],
    [
      "front matter that is not YAML",
      syntheticPage.replace('title: "A page"', 'title: "A page'),
      "front matter with a url",
    ],
    [
      "no port table",
      syntheticPage.replace(/\| Port [\s\S]*?(?=\n### The License)/, ""),
      "a table with the columns Port, Service",
    ],
  ] as const)("is refused for %s", ([, page, expected]) => {
    expect(() => read(page)).toThrow(PageError);
    expect(thrown(() => read(page)).message).toContain(`expected ${expected}`);
  });

  test("is refused with the line in HTML", () => {
    const html = pageToHtml(edited("`20` | `beta`", "`99999` | `beta`"));
    expect(thrown(() => read(html, "200.html")).message).toMatch(
      new RegExp(`^200\\.html:${lineOf(html, "99999")}: expected a port number`),
    );
  });

  test("throws an error with the expected and the found text", () => {
    const error = thrown(() => read(edited("`20` | `beta`", "`9` | `beta`")));
    expect(error).toMatchObject({ expected: "a port above 10, the previous one", found: "9" });
  });

  const ticked = '<img src="https://docs.cpanel.net/img/checkbox.png" alt="">';
  const beta = "<td><code>beta</code></td>";
  test.for([
    [
      "a missing cell",
      /<td><\/td>(?=\n<\/tr>\n<\/tbody>\n<\/table>\n<h3)/,
      "",
      "<code>20<",
      "8 cells, found 7",
    ],
    [
      "a cell over two columns",
      `${beta}\n<td>${ticked}</td>\n<td>${ticked}</td>`,
      `${beta}\n<td colspan="2">${ticked}</td>`,
      "colspan",
      "a cell that spans one column and one row, found 2 by 1",
    ],
    [
      "a cell over two rows",
      "<td>Alpha</td>\n",
      '<td rowspan="2">Alpha</td>\n',
      "rowspan",
      "a cell that spans one column and one row, found 1 by 2",
    ],
    [
      "a drawn tick",
      `${beta}\n<td>${ticked}</td>`,
      `${beta}\n<td><svg><title>yes</title></svg></td>`,
      "<svg>",
      "a cell that is empty or has text or an image, found <svg> <title>",
    ],
    [
      "a tick set by a style",
      `${beta}\n<td>${ticked}</td>`,
      `${beta}\n<td><span class="tick"></span></td>`,
      '"tick"',
      "a cell that is empty or has text or an image, found <span>",
    ],
    [
      "a tick as a form field",
      `${beta}\n<td>${ticked}</td>`,
      `${beta}\n<td><input type="checkbox" checked></td>`,
      "<input",
      "an empty cell or a ticked box",
    ],
  ] as const)("is refused for HTML with %s", ([, before, after, at, expected]) => {
    const html = pageToHtml(syntheticPage);
    const page = html.replace(before, () => after);
    expect(page).not.toBe(html);
    const error = thrown(() => read(page, "200.html"));
    expect(error).toBeInstanceOf(PageError);
    expect(error.message).toContain(`expected ${expected}`);
    // A cell can start several lines below its row.
    const line = Number(/^200\.html:(\d+):/.exec(error.message)?.[1]);
    expect(lineOf(page, at) - line).toBeOneOf([0, 1]);
  });

  test("is refused for HTML without an address, an unknown extension, and bytes that are not UTF-8", () => {
    const html = pageToHtml(syntheticPage).replace("canonical", "stylesheet");
    expect(() => read(html, "200.html")).toThrow('expected <link rel="canonical">');
    expect(() => read(syntheticPage, "200.pdf")).toThrow(
      "200.pdf:1: expected a name that ends in .md, .html or .htm, found .pdf",
    );
    expect(() => readPage("200.md", new Uint8Array([0xff, 0xfe, 0x41]))).toThrow(PageError);
  });
});
