import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { drop, focused, paste, tabTo } from "../support/give-files.ts";
import { useSite } from "../support/site.ts";

const { open } = useSite();

const rules =
  "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:WHM - [0:0]\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n-A INPUT -p tcp --dport 2087 -j WHM\n-A WHM -s 203.0.113.0/24 -j ACCEPT\nCOMMIT\n";

async function answer(page: Page): Promise<string> {
  await page.waitForSelector(".audit-answer[aria-busy=false] .verdict");
  return page.innerText(".answers");
}

test("answers in a sentence, with the deciding line and the jumps to it", async () => {
  const page = await open("index.html#/check?source=203.0.113.9&port=2087");
  await paste(page, rules);
  const said = await answer(page);
  expect(said).toContain("Open");
  expect(said).toContain("Inbound TCP 2087 is open to 203.0.113.9: line 7 accepts it");
  expect(await page.locator(".text-lines li[data-tone]").allInnerTexts()).toEqual([
    expect.stringContaining("-A INPUT -p tcp --dport 2087 -j WHM"),
    expect.stringContaining("-A WHM -s 203.0.113.0/24 -j ACCEPT"),
  ]);
  expect(await page.locator('[data-line="7"]').getAttribute("data-active")).toBe("");
  await page.getByRole("button", { name: "pasted.txt:6" }).click();
  expect(await focused(page)).toContain("Line 6: jumps there");
  expect(await page.innerText(".text-foot")).toBe("Line 6: jumps there");
  expect(await page.innerText(".command")).toBe(
    "npx cpanel-ports check pasted.txt --port 2087 --source 203.0.113.9",
  );
});

test("answers for everybody, with an address that gets another verdict", async () => {
  const page = await open("index.html#/check");
  await paste(page, rules);
  const said = await answer(page);
  expect(said).toContain("Closed");
  expect(said).toContain("it differs for 203.0.113.0: inbound TCP 2087 is open");
  expect(await page.locator('[data-line="7"]').getAttribute("data-tone")).toBe("witness");
});

test("answers for each family", async () => {
  const page = await open("index.html#/check?port=443&protocol=udp&interface=eth0");
  await drop(page, [
    { name: "rules.v4", text: rules },
    { name: "rules.v6", text: rules.replace("203.0.113.0/24", "2001:db8::/32") },
  ]);
  await answer(page);
  expect(await page.locator(".answer").count()).toBe(2);
  expect(await page.innerText(".command")).toBe(
    "npx cpanel-ports check rules.v4 rules.v6 --port 443/udp --interface eth0",
  );
});

test("reports an undetermined connection", async () => {
  const page = await open("index.html#/check?source=203.0.113.9");
  await paste(page, rules.replace("-s 203.0.113.0/24", "-m unknown-match --foo"));
  expect(await answer(page)).toContain("Undetermined");
});

test("checks a connection by keyboard alone", async () => {
  const page = await open("index.html#/check");
  await tabTo(page, ".files-box textarea");
  await page.keyboard.insertText(rules);
  await tabTo(page, ".files-tools button");
  await page.keyboard.press("Enter");
  await answer(page);
  await tabTo(page, ".check-fields input");
  await page.keyboard.type("203.0.113.9");
  await page.getByText("is open to 203.0.113.9").first().waitFor();
  await tabTo(page, ".check-fields input");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("22");
  await page.getByText("Inbound TCP 22 is closed to 203.0.113.9").waitFor();
  await expect.poll(() => page.url()).toContain("#/check?source=203.0.113.9&port=22");
});

test("turns a source into a destination", async () => {
  const page = await open("index.html#/check?source=203.0.113.9&port=2089");
  await paste(page, rules);
  await answer(page);
  await page.getByLabel("Direction").selectOption("outbound");
  await page.getByText("Outbound TCP 2089 is open to 203.0.113.9").waitFor();
  expect(await page.innerText(".command")).toBe(
    "npx cpanel-ports check pasted.txt --port 2089 --destination 203.0.113.9",
  );
  await page.getByLabel("Destination").fill("");
  await page.locator(".command").waitFor({ state: "detached" });
});

test("reports a problem at its field", async () => {
  const page = await open("index.html#/check?source=nobody");
  await paste(page, rules);
  const source = page.locator(".field", { hasText: "Source" });
  await source.locator("[role=alert]").waitFor();
  await page.getByLabel("Source").fill("203.0.113.9");
  await answer(page);
  await page.getByLabel("Port").fill("70000");
  await page.locator(".field", { hasText: "Port" }).locator("[role=alert]").waitFor();
});
