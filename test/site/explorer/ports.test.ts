import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { layoutShifts } from "../support/layout-shifts.ts";
import { useSite } from "../support/site.ts";

const { open } = useSite();

const rows = ".matrix tbody tr";

describe("the matrix", () => {
  test("is readable without scripts", async () => {
    const page = await open("index.html", { javaScriptEnabled: false });
    expect(await page.locator(rows).count()).toBe(41);
    expect(await page.locator(".matrix thead th").count()).toBe(14);
  });

  test("stays in place while a slow machine renders it and starts its scripts", async () => {
    const page = await open("index.html", { slowdown: 8 });
    await page.locator(".theme-button").waitFor();
    expect(await layoutShifts(page)).toEqual([]);
  });

  test("keeps its header and first column in view", async () => {
    const page = await open("index.html", { viewport: { width: 500, height: 600 } });
    const places = await page.locator(".matrix-frame").evaluate((frame) => {
      frame.scrollTo(300, 800);
      const at = (selector: string) => frame.querySelector(selector)?.getBoundingClientRect();
      const box = frame.getBoundingClientRect();
      return {
        header: (at("thead th:last-child")?.top ?? 0) - box.top,
        column: (at("tbody tr:last-child th")?.left ?? 0) - box.left,
      };
    });
    expect(places.header).toBeLessThan(3);
    expect(places.column).toBeLessThan(3);
  });

  test("is one Tab stop, with arrow keys to move through it", async () => {
    const page = await open("index.html");
    await page.locator(".matrix a[tabindex='0']").focus();
    const at = () => page.evaluate(() => document.activeElement?.getAttribute("data-at"));
    for (const [key, place] of [
      ["ArrowDown", "1 0"],
      ["ArrowRight", "1 1"],
      ["End", "1 13"],
      ["ArrowRight", "1 13"],
      ["PageDown", "11 13"],
      ["Control+End", "40 13"],
      ["Home", "40 0"],
      ["Control+Home", "0 0"],
      ["ArrowUp", "0 0"],
    ] as const) {
      await page.keyboard.press(key);
      expect([key, await at()]).toEqual([key, place]);
    }
    expect(await page.locator(".matrix [tabindex='0']").count()).toBe(1);
  });

  test("explains on focus and on hover why a port was removed, until Escape", async () => {
    const page = await open("index.html");
    const cell = page.locator(`${rows}:has(b:text-is("2195")) td`).nth(12);
    await cell.focus();
    const note = page.locator(".cell-note");
    expect(await note.innerText()).toContain("RE-676");
    expect(await note.innerText()).toContain("Page 126, last modified 2025-09-02");
    await page.keyboard.press("Escape");
    expect(await note.count()).toBe(0);
    await page.locator(`${rows}:has(b:text-is("2091")) td`).nth(9).hover();
    expect(await note.innerText()).toContain("Z-Push");
  });

  test("opens a port with Enter, with the source of that release", async () => {
    const page = await open("index.html");
    await page.locator(`${rows}:has(b:text-is("2083")) td`).nth(8).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**#/port/2083?release=118");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toContain("Port 2083");
    expect(await page.locator("h1:focus").count()).toBe(1);
    expect(await page.locator(".source").innerText()).toContain("SHA-256");
  });
});

describe("the filter", () => {
  test("answers at each key press, and keeps the query in the address", async () => {
    const page = await open("index.html");
    const counts: string[] = [];
    await page.getByLabel("Filter the ports").focus();
    for (const key of "imap") {
      await page.keyboard.press(key);
      counts.push(await page.locator("output").innerText());
    }
    expect(counts.at(-1)).toBe("2 of 41 ports");
    await expect.poll(() => page.url()).toMatch(/#\/ports\?q=imap$/);
  });

  test("completes a field and a value by keyboard", async () => {
    const page = await open("index.html");
    const input = page.getByLabel("Filter the ports");
    await input.focus();
    await page.keyboard.type("prote");
    await page.keyboard.press("Tab");
    expect(await input.inputValue()).toBe("protection:");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await input.inputValue()).toBe("protection:starttls ");
    await page.keyboard.press("Escape");
    expect(await page.locator("[role=listbox]").isHidden()).toBe(true);
  });

  test("keeps a complete value on Enter even if longer values begin with it", async () => {
    const page = await open("index.html");
    const input = page.getByLabel("Filter the ports");
    await input.focus();
    await page.keyboard.type("service:mail");
    await page.keyboard.press("Enter");
    expect(await input.inputValue()).toBe("service:mail");
    expect(await page.locator("[role=listbox]").isHidden()).toBe(true);
  });

  test("shows a chip for each term, which removes it from the text", async () => {
    const page = await open("index.html#/ports?q=service:imap protection:implicit");
    expect(await page.locator("output").innerText()).toBe("1 of 41 ports");
    await page.getByRole("button", { name: "Remove protection:implicit" }).click();
    expect(await page.getByLabel("Filter the ports").inputValue()).toBe("service:imap");
    expect(await page.locator("output").innerText()).toBe("2 of 41 ports");
  });

  test("reports an invalid value of a field, and keeps the ports", async () => {
    const page = await open("index.html#/ports?q=protection:starttsl");
    expect(await page.locator(".problem").innerText()).toContain("starttsl");
    await page.getByRole("button", { name: "Use protection:starttls" }).click();
    expect(await page.locator(".problem").innerText()).toBe("");
  });

  test("treats hostile text as text", async () => {
    const page = await open("index.html");
    await page
      .getByLabel("Filter the ports")
      .fill('<img src=x onerror="alert(1)"> service:"><script>');
    expect(await page.locator("img[src=x]").count()).toBe(0);
    await page.reload();
    expect(await page.locator("img[src=x]").count()).toBe(0);
  });
});

describe("two releases", () => {
  test("compares two releases with one click", async () => {
    const page = await open("index.html#/ports?from=118");
    await page.getByRole("button", { name: "Only differences between the two" }).click();
    expect(await page.locator(`${rows} th`).allInnerTexts()).toEqual([
      expect.stringContaining("2091"),
      expect.stringContaining("2195"),
    ]);
    expect(await page.locator(".command").innerText()).toBe("npx cpanel-ports diff 118 126");
  });

  test("reports two releases without differences", async () => {
    const page = await open("index.html#/ports?from=104&to=106&only=differences");
    expect(await page.locator(".empty").innerText()).toBe(
      "Nothing documented differs between 104 and 106.",
    );
  });
});

test("saves the filtered ports as CSV and JSON", async () => {
  const page = await open("index.html#/ports?q=service:imap");
  for (const [format, length] of [
    ["CSV", 3],
    ["JSON", 2],
  ] as const) {
    const waited = page.waitForEvent("download");
    await page.getByRole("button", { name: `${format} of 126` }).click();
    const file = await waited;
    const text = readFileSync(await file.path(), "utf8");
    expect(file.suggestedFilename()).toBe(`ports-126.${format.toLowerCase()}`);
    expect(format === "CSV" ? text.trim().split("\r\n").length : JSON.parse(text).length).toBe(
      length,
    );
  }
});

test("keeps the chosen theme, and applies it before anything is rendered", async () => {
  const page = await open("index.html", { origin: "server" });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.locator(".theme-button").click();
  await page.locator(".theme-button").click();
  expect(await page.locator(".theme-button").innerText()).toBe("Theme: dark");
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await ground()).toBe(dark);
});

test("prints only the table", async () => {
  const page = await open("index.html");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".site-header").isHidden()).toBe(true);
  expect(await page.locator(".matrix").isVisible()).toBe(true);
  expect(
    await page
      .locator(".matrix-frame")
      .evaluate((each) => each.scrollHeight <= each.clientHeight + 1),
  ).toBe(true);
});
