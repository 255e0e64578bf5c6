import { expect, test } from "vitest";
import { useSite } from "../support/site.ts";

const { open } = useSite();

test("shows a port's row in every release, and the source of a cell", async () => {
  const page = await open("index.html#/port/2195");
  expect(await page.locator(".documented tbody tr:not([hidden])").count()).toBe(13);
  const cell = page.getByRole("button", { name: "Outbound in 118: yes. Show the source" });
  await cell.click();
  expect(await cell.getAttribute("aria-expanded")).toBe("true");
  expect(await page.locator(".source").innerText()).toContain("valid through 118");
  expect(await page.getByRole("button", { name: "Outbound in 126: not documented" }).count()).toBe(
    1,
  );
});

test("shows a port's twin, conditions, remarks, needs and published lists", async () => {
  const page = await open("index.html#/port/143");
  await page.locator("dd a", { hasText: "993" }).click();
  await page.waitForURL("**#/port/993");
  await expect.poll(() => page.locator("h1").innerText()).toBe("Port 993 IMAP SSL");
  const text = await (await open("index.html#/port/53")).locator("#explorer").innerText();
  expect(text).toContain("Every server: DNS queries.");
  expect(text).toContain("CSF's stock lists");
  const conditional = await (await open("index.html#/port/3306")).locator("#explorer").innerText();
  expect(conditional).toContain("only if other machines connect to the server's databases");
});

test("reports a port that no release documents as undocumented, not closed", async () => {
  const page = await open("index.html#/port/8443");
  expect(await page.locator("#explorer").innerText()).toContain(
    "That says nothing about whether something listens on it.",
  );
});

test.for(["0", "65536", "abc", "", "<img src=x>"])("rejects %s as a port", async (text) => {
  const page = await open(`index.html#/port/${encodeURIComponent(text)}`);
  expect(await page.locator("h1").innerText()).toBe("No such port");
});

test("shows a release's source, dates and ports", async () => {
  const page = await open("index.html#/release/118");
  const text = await page.locator("#explorer").innerText();
  expect(text).toContain("SHA-256");
  expect(text).toContain("about 2025-10");
  expect(await page.locator("table").first().locator("tbody tr").count()).toBe(41);
});

test("states how a later version is covered", async () => {
  const page = await open("index.html#/release/11.138.0.7");
  expect(await page.locator("h1").innerText()).toBe("cPanel & WHM 138");
  expect(await page.locator(".notice").innerText()).toContain("Assumed from the page of 126");
  const older = await open("index.html#/release/100");
  expect(await older.locator("h1").innerText()).toBe("No such release");
});

test("shows a service's ports", async () => {
  const page = await open("index.html#/service");
  await page.getByRole("link", { name: "IMAP", exact: true }).click();
  await page.waitForURL("**#/service/imap");
  await expect.poll(() => page.locator(".matrix tbody tr").count()).toBe(2);
});

test("moves through the views with back and forward", async () => {
  const page = await open("index.html");
  await page.getByRole("link", { name: "Services" }).click();
  await page.getByRole("link", { name: "IMAP", exact: true }).click();
  await page.goBack();
  await expect.poll(() => page.locator("h1").innerText()).toBe("Services");
  await page.goBack();
  await expect.poll(() => page.locator("h1").innerText()).toBe("Ports of cPanel & WHM");
});
