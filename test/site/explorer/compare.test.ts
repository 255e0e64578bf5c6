import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { diffReleases, releases } from "cpanel-ports";
import { describe, expect, test } from "vitest";
import { layoutShifts } from "../support/layout-shifts.ts";
import { accessibilityProblems, useSite } from "../support/site.ts";

const { open } = useSite();
const root = join(import.meta.dirname, "../../..");

function printed(...words: readonly string[]): string {
  const env = { ...process.env, SSH_CONNECTION: "" };
  const options = { cwd: root, encoding: "utf8", env } as const;
  return spawnSync("node", ["dist/cli.cjs", ...words], options).stdout;
}

test("shows the differences with their reasons, and links to the ports", async () => {
  const page = await open("index.html#/compare/118/126");
  const text = await page.locator("#explorer").textContent();
  expect(text).toContain("Ports: 0 added, 2 removed, 0 changed.");
  for (const { text: reason } of diffReleases(118, 126).reasons) {
    expect(text).toContain(reason);
  }
  await page.getByRole("link", { name: "2195", exact: true }).click();
  expect(await page.evaluate(() => location.hash)).toBe("#/port/2195");
});

test("shows every difference between consecutive releases", async () => {
  const all = releases.map((each) => each.release);
  const page = await open("index.html#/compare/102/126");
  for (const [index, to] of all.slice(1).entries()) {
    const from = all[index] ?? to;
    const diff = diffReleases(from, to);
    await page.getByLabel("To", { exact: true }).selectOption(String(to));
    await page.getByLabel("From").selectOption(String(from));
    await page.getByText(diff.title, { exact: true }).waitFor();
    const shown = await page.locator("h2 .quiet").allTextContents();
    const parts = [diff.added, diff.removed, diff.changed, diff.licenseCallback];
    const counts = [...parts, diff.featureSources, diff.recommendedFirewalls].map((p) => p.length);
    expect(shown).toEqual(counts.filter((count) => count > 0).map(String));
    for (const change of diff.changed) {
      for (const { field } of change.fields) {
        await page.getByRole("rowheader", { name: field, exact: true }).waitFor();
      }
    }
  }
});

test("shows fields before and after", async () => {
  const page = await open("index.html#/compare/112/114");
  const row = page.getByRole("row", { name: /^documented\.note/ });
  expect(await row.getByRole("cell").allTextContents()).toEqual(["no", "yes"]);
});

describe("states a comparison as the package does", () => {
  test.each([
    ["126", "132", "Nothing documented differs; page 126 covers both."],
    ["126", "138", "Cannot tell whether anything differs."],
    ["104", "106", "Nothing documented differs; page 102 covers both."],
  ])("%s to %s", async (from, to, words) => {
    const page = await open(`index.html#/compare/${from}/${to}`);
    await page.locator(".no-difference", { hasText: words }).waitFor();
    const coverage = printed("diff", from, to).split(": ").at(0) ?? "";
    expect(await page.locator(".comparison-title").textContent()).toBe(coverage);
  });

  test("rejects an invalid version", async () => {
    const page = await open("index.html#/compare/125/banana");
    expect(await page.getByRole("alert").textContent()).toContain("125");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel("From").selectOption("118");
    expect(await page.getByRole("alert").textContent()).toContain("banana");
    await page.getByLabel("To", { exact: true }).selectOption("126");
    await page.getByText("cPanel & WHM 118 to 126", { exact: true }).waitFor();
  });

  test("accepts a version as a server reports it", async () => {
    const page = await open("index.html#/compare/11.118.0.45/126");
    await page.getByText("cPanel & WHM 118 to 126", { exact: true }).waitFor();
    expect(await page.getByLabel("From").inputValue()).toBe("11.118.0.45");
  });
});

test("compares the two newest long-term support releases by default", async () => {
  const page = await open("index.html#/compare");
  const supported = releases.filter((each) => each.longTermSupport === true).slice(-2);
  expect(await page.locator(".comparison-title").textContent()).toBe(
    `cPanel & WHM ${supported.map((each) => each.release).join(" to ")}`,
  );
});

test("chooses and swaps versions by keyboard, and keeps the focus", async () => {
  const page = await open("index.html#/compare/118/126");
  await page.getByRole("button", { name: "Swap" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("cPanel & WHM 126 to 118", { exact: true }).waitFor();
  expect(await page.evaluate(() => location.hash)).toBe("#/compare/126/118");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Swap");
  expect(await page.locator("h2", { hasText: "Ports added" }).textContent()).toContain("2");
  await page.getByLabel("To", { exact: true }).focus();
  await page.keyboard.press("ArrowUp");
  await page.getByText("cPanel & WHM 126 to 116", { exact: true }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
  expect(await page.title()).toContain("126 to 116");
});

describe("firewall changes", () => {
  test("writes the output of the command, in each format", async () => {
    const page = await open("index.html#/compare/118/126", { origin: "server" });
    for (const format of ["nftables", "iptables", "firewalld", "csf"]) {
      await page.getByRole("tab", { name: new RegExp(format, "i") }).click();
      const file = page.getByRole("group", { name: `ports-118-126.${format}.sh` });
      expect(await file.textContent()).toBe(printed("plan", "118", "126", "--format", format));
    }
  });

  test("closes ports only with a connection to keep, and can be undone", async () => {
    const page = await open("index.html#/compare/118/126");
    await page.getByLabel(/^Also close/).check();
    await page.getByText(/lock you out/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel(/^Connection to keep/).fill("198.51.100.7:22");
    await page.getByLabel(/^Undo everything/).check();
    const words = ["plan", "118", "126", "--format", "nftables", "--close"];
    words.push("--keep", "198.51.100.7:22", "--rollback", "120");
    const file = page.getByRole("group", { name: "ports-118-126.nftables.sh" });
    await expect.poll(() => file.textContent()).toBe(printed(...words));
    expect(await page.getByRole("group", { name: "In a terminal" }).textContent()).toBe(
      `npx cpanel-ports ${words.join(" ")}\n`,
    );
    await page.reload();
    await expect.poll(() => file.textContent()).toBe(printed(...words));
  });

  test("states why a firewall has no commands", async () => {
    const page = await open(
      "index.html#/compare/118/126?format=csf&close=true&keep=198.51.100.7:22",
    );
    await page.getByText(/^No commands: .*expected a plan with an actual firewall\.$/).waitFor();
  });
});

test("saves the differences as CSV and JSON, including those of later versions", async () => {
  const page = await open("index.html#/compare/118/138", { origin: "server" });
  for (const format of ["csv", "json"] as const) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: `${format.toUpperCase()} of the differences` }).click();
    const kept = await download;
    expect(kept.suggestedFilename()).toBe(`ports-118-138.${format}`);
    const text = execFileSync("node", ["dist/cli.cjs", "diff", "118", "138", "--format", format], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(readFileSync(await kept.path(), "utf8")).toBe(text);
  }
});

test.each(["light", "dark"] as const)(
  "has no accessibility problem in a long comparison in the %s theme",
  async (colorScheme) => {
    const page = await open("index.html#/compare/102/126?close=true", { colorScheme });
    await page.getByText(/lock you out/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  },
);

test.each([360, 768, 1440])("fits a comparison into a window of %i pixels", async (width) => {
  const page = await open("index.html#/compare/102/126", { viewport: { width, height: 800 } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
});

test.each(["118/126", "126/138"])("moves nothing when the plan of %s arrives", async (ends) => {
  const page = await open(`index.html#/compare/${ends}`);
  await page.getByRole("tab", { name: "nftables" }).waitFor();
  expect(await layoutShifts(page)).toEqual([]);
});
