import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { layoutShifts } from "../support/layout-shifts.ts";
import { accessibilityProblems, useSite } from "../support/site.ts";

const { open } = useSite();
const root = join(import.meta.dirname, "../../..");

/** The output of the command that the page offers first, without the file that it names. */
function printed(...words: readonly string[]): string {
  return execFileSync("node", ["dist/cli.cjs", "render", ...words], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

const file = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const reach = (page: Page, name: string) =>
  page.getByLabel(`Who may reach ${name}`, { exact: true });

test("shows initially what the command writes for a server with everything", async () => {
  const page = await open("index.html#/firewall");
  await file(page, "cpanel-ports.nft").waitFor();
  expect(await file(page, "cpanel-ports.nft").textContent()).toBe(printed("nftables", "126"));
});

test("restores every setting and the same files from a link", async () => {
  const page = await open(
    "index.html#/firewall?version=124&services=ssh,whm&allowFrom.whm=198.51.100.0/24,license-callback&replace.ssh=2222&add=8443/tcp=Panel&format=iptables",
    { origin: "server" },
  );
  await file(page, "cpanel-ports.v6").waitFor();
  const words = ["124", "--service", "ssh,whm", "--replace", "ssh=2222", "--add", "8443/tcp=Panel"];
  words.push("--allow-from", "whm=198.51.100.0/24,license-callback");
  expect(await file(page, "cpanel-ports.v4").textContent()).toBe(printed("iptables", ...words));
  expect(await file(page, "cpanel-ports.v6").textContent()).toBe(printed("ip6tables", ...words));
  expect(await page.getByLabel("SSH listens on").inputValue()).toBe("2222");
  expect(await page.getByLabel("cPanel version").inputValue()).toBe("124");
  expect(await page.getByRole("checkbox", { name: "SSH" }).isChecked()).toBe(true);
  expect(await page.getByRole("checkbox", { name: "FTP", exact: false }).first().isChecked()).toBe(
    false,
  );
});

describe("while the user types", () => {
  test("keeps and marks the last valid result, with the error at the field", async () => {
    const page = await open("index.html#/firewall");
    await file(page, "cpanel-ports.nft").waitFor();
    await reach(page, "SSH").pressSequentially("198.51.100.");
    const result = page.locator(".result");
    await result.getByText("Out of date").waitFor();
    expect(await reach(page, "SSH").getAttribute("aria-invalid")).toBe("true");
    const described = await reach(page, "SSH").getAttribute("aria-describedby");
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain(
      'allowFrom.ssh is "198.51.100."; expected an IPv4 or IPv6 address',
    );
    // What was right before is of the address up to its second part.
    expect(await file(page, "cpanel-ports.nft").textContent()).toContain("table inet cpanel_ports");
    await page.evaluate(() => scrollTo(0, 0));
    expect(await accessibilityProblems(page)).toEqual([]);
    await reach(page, "SSH").pressSequentially("7");
    await result.getByText("Out of date").waitFor({ state: "detached" });
    expect(await file(page, "cpanel-ports.nft").textContent()).toBe(
      printed("nftables", "126", "--allow-from", "ssh=198.51.100.7"),
    );
    expect(await page.evaluate(() => location.hash)).toBe("#/firewall?allowFrom.ssh=198.51.100.7");
  });

  test("saves the last valid result", async () => {
    const page = await open("index.html#/firewall?services=ssh", { origin: "server" });
    await file(page, "cpanel-ports.nft").waitFor();
    await page.getByLabel("SSH listens on").fill("99999");
    await page.locator(".result").getByText("Out of date").waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "CSV of the rules" }).click();
    const kept = await download;
    expect(kept.suggestedFilename()).toBe("firewall-126.csv");
    expect(readFileSync(await kept.path(), "utf8")).toBe(printed("csv", "126", "--service", "ssh"));
    await page.getByRole("tab", { name: "APF" }).click();
    await page.getByText("These files appear once the options are valid.").waitFor();
  });

  test("shows the newest answer, however fast the keys are", async () => {
    const page = await open("index.html#/firewall");
    await file(page, "cpanel-ports.nft").waitFor();
    await reach(page, "WHM").pressSequentially("2001:db8::/32, 198.51.100.0/24", { delay: 0 });
    await expect
      .poll(() => file(page, "cpanel-ports.nft").textContent())
      .toBe(printed("nftables", "126", "--allow-from", "whm=2001:db8::/32,198.51.100.0/24"));
  });

  test("shows hostile text as text", async () => {
    const page = await open("index.html#/firewall");
    await page.getByRole("button", { name: "Add a port of your own" }).click();
    await page.getByLabel("Port or range").fill("8443");
    await page.getByLabel("What it is for").fill("<img src=x onerror=alert(1)>\"'");
    await expect
      .poll(() => file(page, "cpanel-ports.nft").textContent())
      .toContain("<img src=x onerror=alert(1)>");
    expect(await page.locator("#explorer img[src=x]").count()).toBe(0);
  });

  test("reports an error for a completely invalid address, and keeps the page intact", async () => {
    const page = await open(
      "index.html#/firewall?version=abc&os=amiga&services=zzz&add=/&allowFrom.__proto__=1&conditions=x=y",
    );
    await page.locator(".result").getByText("No result yet").waitFor();
    await page.getByLabel("cPanel version").selectOption("126");
    await page.locator(".result").getByText(/zzz/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

describe("fixes a warning on the spot", () => {
  test("with a button, by keyboard", async () => {
    const page = await open("index.html#/firewall");
    await page.getByRole("button", { name: "Prefer TLS" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("plain-text").first().waitFor({ state: "detached" });
    expect(await page.getByLabel(/^Prefer TLS/).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Add the passive range" }).click();
    await page.getByRole("list", { name: "Warnings" }).waitFor({ state: "detached" });
    expect(await page.evaluate(() => location.hash)).toBe(
      "#/firewall?preferTls=true&add=ftp-passive",
    );
  });

  test("with the field that has to be filled in", async () => {
    const page = await open("index.html#/firewall?conditions=remote-mysql");
    await page.getByRole("button", { name: "Limit who reaches MySQL" }).click();
    await page.keyboard.type("198.51.100.7");
    expect(await reach(page, "MySQL").inputValue()).toBe("198.51.100.7");
    await page.getByText("database-open").first().waitFor({ state: "detached" });
  });
});

test("finds, ticks and unticks services by keyboard alone", async () => {
  const page = await open("index.html#/firewall");
  await page.getByRole("radio", { name: "Only the ticked services" }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Tick none" }).press("Enter");
  await page.getByPlaceholder(/^Search/).focus();
  await page.keyboard.type("993");
  await expect.poll(() => page.getByRole("checkbox", { name: "IMAP" }).count()).toBe(1);
  expect(await page.getByRole("checkbox", { name: "SSH" }).count()).toBe(0);
  await page.getByRole("checkbox", { name: "IMAP" }).focus();
  await page.keyboard.press("Space");
  await expect
    .poll(() => file(page, "cpanel-ports.nft").textContent())
    .toBe(printed("nftables", "126", "--service", "imap"));
});

test("writes the command's output for custom ports, moved ports and limits of single ports", async () => {
  const page = await open("index.html#/firewall?preferTls=true");
  await page.getByRole("button", { name: "Add a port of your own" }).click();
  await page.keyboard.type("8000-8010");
  await page.getByLabel("What it is for").fill("Apps");
  await page.getByLabel("Who may connect").fill("198.51.100.0/24");
  await page.getByLabel("SSH listens on").fill("2222");
  await page.getByLabel("Limit a single port", { exact: true }).selectOption("2087");
  await page.getByRole("button", { name: "Limit a single port: add" }).click();
  await page.keyboard.type("license-callback");
  const words = ["126", "--prefer-tls", "--add", "8000-8010/tcp=Apps", "--replace", "ssh=2222"];
  words.push("--allow-from", "8000-8010=198.51.100.0/24", "--allow-from", "2087=license-callback");
  await expect
    .poll(() => file(page, "cpanel-ports.nft").textContent())
    .toBe(printed("nftables", ...words));
});

test("moves through the tabs by arrow keys; each format has its files and its guide", async () => {
  const page = await open("index.html#/firewall?services=ssh,whm");
  await page.getByRole("tab", { name: "nftables" }).focus();
  const seen: string[] = [];
  for (const [title, name] of [
    ["iptables", "cpanel-ports.v6"],
    ["firewalld", "cpanel-out.xml"],
    ["CSF", "csf.conf.lists"],
    ["APF", "cpanel-ports.apf"],
    ["ufw", "ufw-commands"],
  ] as const) {
    await page.keyboard.press("ArrowRight");
    await file(page, name).waitFor();
    const tab = page.getByRole("tab", { name: title, exact: true });
    expect(await tab.getAttribute("aria-selected")).toBe("true");
    await page.locator("summary", { hasText: "3. Load" }).click();
    seen.push((await page.locator("details[open] pre").first().textContent()) ?? "");
    await tab.focus();
  }
  expect(seen[0]).toContain("systemd-run --on-active=2min --unit=undo-ports");
  expect(seen[2]).toContain("csf --restart");
  await page.keyboard.press("End");
  await file(page, "firewall.csv").waitFor();
});

test("shows the current settings in the guide instead of its example", async () => {
  const page = await open("index.html#/firewall?services=ssh&preferTls=true");
  await page.locator("summary", { hasText: "1. Describe the server" }).click();
  expect(JSON.parse((await page.locator("details[open] pre").textContent()) ?? "")).toEqual({
    services: ["ssh"],
    preferTls: true,
  });
});

test("downloads a file, and copies the command, the configuration and the code", async () => {
  const page = await open("index.html#/firewall?services=ssh", { origin: "server" });
  const figure = page.locator("figure", { has: file(page, "cpanel-ports.nft") });
  const download = page.waitForEvent("download");
  await figure.getByRole("button", { name: "Download" }).click();
  const kept = await download;
  expect(kept.suggestedFilename()).toBe("cpanel-ports.nft");
  expect(readFileSync(await kept.path(), "utf8")).toBe(
    printed("nftables", "126", "--service", "ssh"),
  );
  expect(await file(page, "In a terminal").textContent()).toBe(
    "npx cpanel-ports render nftables 126 --service ssh --output cpanel-ports.nft\n",
  );
  await page.getByRole("tab", { name: "Configuration file" }).click();
  expect(await file(page, "cpanel-ports.json").textContent()).toContain('"services"');
  await page.getByRole("tab", { name: "Code" }).click();
  expect(await file(page, "firewall.mjs").textContent()).toContain("createPolicy(126, {");
});

test("links to the result below the options in a narrow window", async () => {
  const page = await open("index.html#/firewall", { viewport: { width: 360, height: 700 } });
  await file(page, "cpanel-ports.nft").waitFor();
  await page.getByRole("button", { name: "Go to the result" }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("result");
  await expect
    .poll(() => page.locator("#result").evaluate((each) => each.getBoundingClientRect().top))
    .toBeLessThan(200);
});

test.each(["light", "dark"] as const)(
  "has no accessibility problem in any tab in the %s theme",
  async (colorScheme) => {
    const page = await open(
      "index.html#/firewall?conditions=remote-mysql&add=8443/tcp=Panel&add=8443/udp=Panel&allowFrom.2087=198.51.100.7",
      { colorScheme },
    );
    for (const name of ["nftables", "firewalld", "Tables", "Configuration file", "Code"]) {
      await page.getByRole("tab", { name, exact: true }).click();
      await page.evaluate(() => scrollTo(0, 0));
      expect([name, await accessibilityProblems(page)]).toEqual([name, []]);
    }
  },
);

test.each([360, 768, 1440])(
  "fits the firewall builder into a window of %i pixels",
  async (width) => {
    const page = await open("index.html#/firewall?add=8443/tcp=Panel&format=firewalld", {
      viewport: { width, height: 800 },
    });
    await file(page, "cpanel-ports.xml").waitFor();
    for (const summary of await page.locator(".guide-steps summary").all()) {
      await summary.click();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  },
);

test("moves nothing when the first answer arrives", async () => {
  const page = await open("index.html#/firewall");
  await file(page, "cpanel-ports.nft").waitFor();
  expect(await layoutShifts(page)).toEqual([]);
});
