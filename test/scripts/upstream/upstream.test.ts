import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPages } from "../../../scripts/data-files.ts";
import { readPage } from "../../../scripts/import-page/read-page.ts";
import { writePages } from "../../../scripts/import-page/write-pages.ts";
import { checkUpstream } from "../../../scripts/upstream/check-upstream.ts";
import type { PageReport } from "../../../scripts/upstream/report.ts";
import { pageToHtml } from "../../support/page-to-html.ts";
import { pagesFolder, pagesHint, readSnapshot } from "../../support/pages.ts";
import { syntheticPage } from "../../support/synthetic-page.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { type Answer, type Answers, pagesPath, serve } from "./server.ts";

const address = `https://docs.cpanel.net${pagesPath}`;

/** Replaces pieces of a page, each of which must be there. */
function edited(page: string, ...edits: readonly (readonly [before: string, after: string])[]) {
  return edits.reduce((text, [before, after]) => {
    expect(text).toContain(before);
    return text.replaceAll(before, after);
  }, page);
}

/** Two stored pages: 200 with a number in its address, and 206, the newest. */
const page200 = syntheticPage;
const page206 = edited(
  syntheticPage,
  [`url: "${address}200/"`, `url: "${address}"`],
  ["versions 200 through 204", "versions 206 through the latest version"],
);
const stored = [page200, page206].map((text, index) =>
  readPage(`${index}.md`, new TextEncoder().encode(text)),
);
const unchanged: Answers = {
  [`${pagesPath}200/`]: pageToHtml(page200),
  [pagesPath]: pageToHtml(page206),
};

/** Checks the stored pages against a server with different answers for some paths. */
async function check(answers: Answers, timeout = 20_000) {
  const { base, asked } = await serve({ ...unchanged, ...answers });
  const { report, pages } = await checkUpstream(stored, { base, timeout });
  return { ...report, asked, written: pages.map((each) => each.page) };
}

/** Returns the report on a page, without its address. */
function outcomeOf(pages: readonly PageReport[], page: number) {
  const {
    address: _,
    page: __,
    ...rest
  } = pages.find((each) => each.page === page) ?? {
    address: "",
    page,
    outcome: "absent",
  };
  return rest;
}

describe("checkUpstream", () => {
  test("finds nothing new in unchanged pages, even in HTML instead of Markdown", async () => {
    const { verdict, pages, versions, asked, written } = await check({});
    expect({ verdict, versions, written }).toEqual({
      verdict: "unchanged",
      versions: { added: [], removed: [] },
      written: [],
    });
    expect(pages.map(({ page, outcome }) => [page, outcome])).toEqual([
      [200, "unchanged"],
      [206, "unchanged"],
    ]);
    expect(asked).toEqual([`${pagesPath}200/`, pagesPath]);
  });

  test("finds a changed note, tick, service, row and date", async () => {
    const changed = edited(
      page206,
      ["A _note_ with", "Another _note_ with"],
      ["| `20` | `beta` | ![](https://docs.cpanel.net/img/checkbox.png) |", "| `20` | Beta |  |"],
      ["2031 March 9", "2031 April 1"],
      ["\n### The License", "| `30` | Gamma |  |  |  |  |  |  |\n\n### The License"],
    );
    const { verdict, pages, written } = await check({ [pagesPath]: pageToHtml(changed) });
    expect({ verdict, written }).toEqual({ verdict: "changed", written: [206] });
    expect(outcomeOf(pages, 200)).toEqual({ outcome: "unchanged" });
    const report = pages.find((each) => each.page === 206);
    const found = report?.outcome === "changed" ? report.differences : [];
    expect(found.map(({ path, before, after }) => [path.join(" "), before, after])).toEqual([
      ["lastModified", "2031-03-09", "2031-04-01"],
      [
        "ports port 10 noteSha256",
        expect.stringMatching(/^\w{64}$/),
        expect.stringMatching(/^\w{64}$/),
      ],
      ["ports port 20 service", "beta", "Beta"],
      ["ports port 20 tcp", true, false],
      ["ports port 30", undefined, expect.objectContaining({ port: 30, service: "Gamma" })],
    ]);
  });

  test("reads a new version from the list of versions, and compares it with the previous page", async () => {
    const list: readonly [string, string] = [
      `#### [206](${address})`,
      `#### [206](${address}206/)\n\n#### [208](${address})`,
    ];
    const page208 = edited(
      page206,
      list,
      ["versions 206 through the latest version", "versions 208 through the latest version"],
      ["| Alpha |", "| Omega |"],
    );
    const old206 = edited(
      page206,
      list,
      [`url: "${address}"`, `url: "${address}206/"`],
      ["versions 206 through the latest version", "version 206"],
    );
    const { verdict, pages, versions, written } = await check({
      [`${pagesPath}200/`]: pageToHtml(edited(page200, list)),
      [`${pagesPath}206/`]: pageToHtml(old206),
      [pagesPath]: pageToHtml(page208),
    });
    expect({ verdict, versions, written: [...written].sort() }).toEqual({
      verdict: "changed",
      versions: { added: [208], removed: [] },
      written: [206, 208],
    });
    expect(outcomeOf(pages, 206)).toEqual({
      outcome: "changed",
      differences: [
        { path: ["url"], before: address, after: `${address}206/` },
        { path: ["validThrough"], before: "latest", after: 206 },
      ],
    });
    const young = pages.find((each) => each.page === 208);
    expect(young).toMatchObject({ outcome: "new", comparedWith: 206, address });
    expect(young?.outcome === "new" ? young.differences : []).toContainEqual({
      path: ["ports", "port 10", "service"],
      before: "Alpha",
      after: "Omega",
    });
  });

  test("reports listed versions that cannot be read, and stored ones that are no longer listed", async () => {
    const changed = edited(page206, [`#### [200](${address}200/)`, `#### [208](${address}208/)`]);
    const { verdict, pages, versions } = await check({
      [`${pagesPath}200/`]: (response) => response.writeHead(503).end(),
      [pagesPath]: pageToHtml(changed),
    });
    expect({ verdict, versions }).toEqual({
      verdict: "changed",
      versions: { added: [208], removed: [200] },
    });
    expect(outcomeOf(pages, 208)).toEqual({ outcome: "gone", reason: "status 404" });
    expect(outcomeOf(pages, 200)).toEqual({ outcome: "unknown", reason: "status 503" });
  });

  test("reports a redirect without following it", async () => {
    const { verdict, pages, asked, base } = await check({
      [pagesPath]: (response) => response.writeHead(301, { location: "/elsewhere/" }).end(),
    });
    expect(verdict).toBe("changed");
    expect(outcomeOf(pages, 206)).toEqual({ outcome: "moved", to: `${base}elsewhere/` });
    expect(asked).not.toContain("/elsewhere/");
  });

  test.each([404, 410])("reports a page that is gone with status %d", async (status) => {
    const { verdict, pages, written } = await check({
      [`${pagesPath}200/`]: (response) => response.writeHead(status).end("<p>none</p>"),
    });
    expect({ verdict, written }).toEqual({ verdict: "changed", written: [] });
    expect(outcomeOf(pages, 200)).toEqual({ outcome: "gone", reason: `status ${status}` });
    expect(outcomeOf(pages, 206)).toEqual({ outcome: "unchanged" });
  });

  test("reports a page whose address now leads to another page", async () => {
    const { verdict, pages } = await check({ [`${pagesPath}200/`]: pageToHtml(page206) });
    expect(verdict).toBe("changed");
    expect(outcomeOf(pages, 200)).toEqual({
      outcome: "gone",
      reason: "its address leads to another page",
    });
  });

  test.each<[string, Answer]>([
    ["before the answer", () => {}],
    ["in the middle of the page", (response) => response.writeHead(200).write("<!doctype html>")],
  ])("returns the verdict unknown after a stall %s", async (_, answer) => {
    const { verdict, pages } = await check({ [pagesPath]: answer }, 300);
    expect(verdict).toBe("unknown");
    expect(outcomeOf(pages, 206)).toEqual({
      outcome: "unknown",
      reason: "no complete answer within 0.3 s",
    });
  });

  test.each<[string, Answer, RegExp]>([
    ["a server that fails", (response) => response.writeHead(500).end(), /^status 500$/],
    ["a redirect to nowhere", (response) => response.writeHead(302).end(), /^status 302$/],
    ["a connection that breaks", (response) => response.destroy(), /./],
    [
      "a page that never ends",
      (response) => response.writeHead(200).end(Buffer.alloc(9 * 1024 * 1024)),
      /^more than 8388608 bytes$/,
    ],
    [
      "HTML without a page",
      "<!doctype html><title>Back soon</title>",
      /^206\.html:1: expected <link rel="canonical">/,
    ],
    [
      "a page of another form",
      pageToHtml(page206.replace("| Localhost |", "| Local |")),
      /^206\.html:\d+: expected the columns/,
    ],
    [
      "bytes that are not UTF-8",
      (response) => response.writeHead(200).end(Buffer.from([0xff, 0xfe])),
      /expected text in UTF-8/,
    ],
  ])("returns the verdict unknown after %s", async (_, answer, reason) => {
    const { verdict, pages, written } = await check({ [pagesPath]: answer });
    expect({ verdict, written }).toEqual({ verdict: "unknown", written: [] });
    expect(outcomeOf(pages, 206)).toEqual({
      outcome: "unknown",
      reason: expect.stringMatching(reason),
    });
  });

  test("returns the verdict unknown without a server", async () => {
    const { report } = await checkUpstream(stored, { base: await freeAddress(), timeout: 20_000 });
    expect(report.verdict).toBe("unknown");
    expect(report.versions).toEqual({ added: [], removed: [] });
    expect(outcomeOf(report.pages, 200)).toMatchObject({
      outcome: "unknown",
      reason: expect.stringMatching(/^fetch failed: .*ECONNREFUSED/),
    });
  });

  test("visits only addresses of pages, even if lists of versions link elsewhere", async () => {
    const changed = edited(page206, [`[200](${address}200/)`, "[200](https://example.com/200/)"]);
    const { asked } = await check({ [pagesPath]: pageToHtml(changed) });
    expect(asked).toEqual([`${pagesPath}200/`, pagesPath]);
  });
});

describe("the command", () => {
  test("exits with 0 and writes nothing if nothing is new", async () => {
    const { base } = await serve(unchanged);
    const data = dataFolder();
    const before = contentOf(data);
    expect(await run("--base", base, "--data", data, "--write")).toEqual({
      status: 0,
      stdout: `The documentation at ${base}: nothing new\npage 200: unchanged\npage 206: unchanged\n`,
      stderr: "",
    });
    expect(contentOf(data)).toEqual(before);
  });

  test("exits with 1 for a change, and writes the importer's files only with --write", async () => {
    const changed = edited(page206, ["A _note_ with", "Another _note_ with"]);
    const withoutNote = edited(page200, [
      "A _note_ with [a link](https://example.com/) <br>- and `code`",
      "",
    ]);
    const { base } = await serve({
      [`${pagesPath}200/`]: pageToHtml(withoutNote),
      [pagesPath]: pageToHtml(changed),
    });
    const data = dataFolder();
    const before = contentOf(data);
    expect(await run("--base", base, "--data", data)).toEqual({
      status: 1,
      stdout: `The documentation at ${base}: something changed
page 200: changed
  ports: port 10: note was removed
page 206: changed
  ports: port 10: note changed
`,
      stderr: "",
    });
    expect(contentOf(data)).toEqual(before);
    const files = [200, 206].map((page) => join(data, "pages", `${page}.json`));
    expect(await run("--base", base, "--data", data, "--write")).toMatchObject({
      status: 1,
      stderr: files.map((file) => `wrote ${file}\n`).join(""),
    });
    const html = new TextEncoder().encode(pageToHtml(changed));
    expect(readPages(data)[1]).toEqual(readPage("206.html", html));
    expect(await run("--base", base, "--data", data)).toMatchObject({ status: 0 });
  });

  test("exits with 2 for the verdict unknown, and prints JSON", async () => {
    const { base } = await serve({
      [pagesPath]: () => {},
      [`${pagesPath}200/`]: pageToHtml(page200),
    });
    const { status, stdout, stderr } = await run(
      ...["--base", base, "--data", dataFolder(), "--timeout", "3", "--format", "json"],
    );
    expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      base,
      verdict: "unknown",
      pages: [
        expect.objectContaining({ page: 200, address: `${address}200/` }),
        { page: 206, address, outcome: "unknown", reason: "no complete answer within 3 s" },
      ],
      versions: { added: [], removed: [] },
    });
  });

  test.each([
    [["--format", "xml"]],
    [["--timeout", "0"]],
    [["--base", "docs.cpanel.net"]],
    [["--base", "file:///tmp/"]],
    [["--wirte"]],
  ])("exits with 2 and prints its usage for %j", async (args) => {
    expect(await run(...args)).toEqual({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/^usage: npm run data:upstream -- \[--base URL\]/),
    });
  });

  test("exits with 2 after an unexpected error", async () => {
    const { status, stderr } = await run("--data", join(temporaryFolder(), "none"));
    expect(status).toBe(2);
    expect(stderr).toContain("ENOENT");
  });
});

test.skipIf(!pagesFolder)(`the eight snapshots are nothing new${pagesHint}`, async () => {
  const real = readPages(join(import.meta.dirname, "../../../data"));
  const answers = real.map(({ page, url }) => [
    new URL(url).pathname,
    pageToHtml(readSnapshot(page)),
  ]);
  const { base } = await serve(Object.fromEntries(answers));
  const { report } = await checkUpstream(real, { base, timeout: 60_000 });
  expect(report.pages).toEqual(
    real.map(({ page, url }) => ({ page, address: url, outcome: "unchanged" })),
  );
  expect(report.verdict).toBe("unchanged");
});

/** Creates a data folder with the two stored pages. */
function dataFolder(): string {
  const data = temporaryFolder();
  mkdirSync(join(data, "pages"));
  writePages(stored, join(data, "pages"));
  return data;
}

function contentOf(data: string): readonly string[] {
  const pages = join(data, "pages");
  return readdirSync(pages).map((name) => `${name} ${readFileSync(join(pages, name), "utf8")}`);
}

/** Returns an address that nothing listens on. */
async function freeAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

/** Runs the command in a separate process, so that the server of the test can answer. */
function run(...args: readonly string[]) {
  const root = join(import.meta.dirname, "../../..");
  const main = join(root, "scripts/upstream/main.ts");
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], { cwd: root });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on("close", (status) => resolve({ status, ...output }));
  });
}
