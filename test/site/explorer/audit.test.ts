import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { drop, focused, paste, tabTo } from "../support/give-files.ts";
import { accessibilityProblems, useSite } from "../support/site.ts";

const { open, asked } = useSite();

const rules =
  "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n-A INPUT -p tcp --dport 8443 -j ACCEPT\n-A INPUT -s 198.51.100.0/24 -p tcp --dport 2087 -j ACCEPT\nCOMMIT\n";
const csf = readFileSync(
  join(import.meta.dirname, "../../../docs/examples/csf-stock.conf"),
  "utf8",
);

/** Rules of nft as JSON, of more than 5 MB. */
const large = JSON.stringify({
  nftables: [
    { table: { family: "inet", name: "f" } },
    {
      chain: {
        ...{ family: "inet", table: "f", name: "i", type: "filter" },
        ...{ hook: "input", prio: 0, policy: "drop" },
      },
    },
    ...Array.from({ length: 22_000 }, (_, index) => ({
      rule: {
        ...{ family: "inet", table: "f", chain: "i" },
        expr: [
          {
            match: {
              op: "==",
              left: { payload: { protocol: "ip", field: "saddr" } },
              right: `10.0.${index >> 8}.${index & 255}`,
            },
          },
          {
            match: {
              op: "==",
              left: { payload: { protocol: "tcp", field: "dport" } },
              right: 1 + index,
            },
          },
          { accept: null },
        ],
      },
    })),
  ],
});

async function audited(page: Page): Promise<string> {
  await page.waitForSelector(".audit-answer[aria-busy=false] .verdict");
  return page.innerText(".verdict h2");
}

const card = (page: Page, rule: string) => page.locator(".finding", { hasText: rule });

async function savedText(page: Page, button: string): Promise<readonly [string, string]> {
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return [saved.suggestedFilename(), readFileSync(await saved.path(), "utf8")];
}

describe("files to audit", () => {
  test.for(["file", "server"] as const)("accepts pasted files: from a %s", async (origin) => {
    const page = await open("index.html#/audit", { origin });
    await page.waitForLoadState("networkidle");
    const before = asked().length;
    await paste(page, rules);
    expect(await audited(page)).toContain("cPanel & WHM 126: the firewall does not fit");
    expect(await page.inputValue(".file-name")).toBe("pasted.txt");
    expect(await page.innerText(".files")).toContain("iptables");
    expect(page.url()).not.toContain("8443");
    // The program of the worker is all that was loaded.
    expect(
      asked()
        .slice(before)
        .filter((path) => path.endsWith(".js")),
    ).toEqual(origin === "server" ? ["/assets/worker.js"] : []);
  });

  test("accepts typed text, and later changes to it", async () => {
    const page = await open("index.html#/audit");
    await page.fill("textarea", rules.replace("8443", "8444"));
    await page.getByRole("button", { name: "Add text" }).click();
    await audited(page);
    await page.getByText("TCP 8444 is open to everybody").waitFor();
    await page.getByRole("button", { name: "Edit pasted.txt" }).click();
    expect(await page.inputValue("textarea")).toContain("8444");
    await page.fill("textarea", rules);
    await page.getByRole("button", { name: "Save text" }).click();
    await page.getByText("TCP 8443 is open to everybody").waitFor();
    expect(await page.locator(".file-name").count()).toBe(1);
    await page.getByRole("button", { name: "Remove pasted.txt" }).click();
    await page.waitForSelector(".verdict", { state: "detached" });
  });

  test("accepts text pasted by keyboard", async () => {
    const page = await open("index.html#/audit", { origin: "server" });
    await page.fill("textarea", rules);
    await page.focus("textarea");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Control+X");
    await page.keyboard.press("Control+V");
    expect(await audited(page)).toContain("does not fit");
    expect(await page.inputValue("textarea")).toBe("");
  });

  test("accepts several dropped files of a server, and detects the kind of each", async () => {
    const page = await open("index.html#/audit?service=ssh,whm");
    await drop(page, [
      {
        name: "iptables-save.txt",
        text: rules.replace("dport 2087", "-m set --match-set a src --dport 2087"),
      },
      { name: "ip6tables.txt", text: rules.replaceAll("198.51.100.0/24", "2001:db8::/32") },
      { name: "ipset.txt", text: "create a hash:ip family inet\nadd a 198.51.100.9\n" },
      { name: "sshd_config", text: "Port 2222\n" },
      { name: "ss.txt", text: "tcp   LISTEN 0      128    0.0.0.0:2222        0.0.0.0:*\n" },
    ]);
    expect(await audited(page)).toContain("does not fit");
    const kinds = await page.locator(".files li").allInnerTexts();
    expect(kinds.map((each) => each.split("\n")[0]?.replace(/ [\d,]+ char.*/, ""))).toEqual([
      "iptables",
      "iptables",
      "iptables",
      "where SSH listens",
      "what listens",
    ]);
    expect(await page.innerText(".findings")).toContain("TCP 2222 (SSH)");
    await page.getByRole("button", { name: /^ip6tables\.txt \(/ }).click();
    expect(await page.innerText(".text-lines")).toContain("2001:db8::/32");
    expect(await page.innerText(".command")).toBe(
      "npx cpanel-ports audit 126 iptables-save.txt ip6tables.txt ipset.txt sshd_config ss.txt --service ssh,whm",
    );
  });

  test("accepts chosen files, and names entered by hand", async () => {
    const page = await open("index.html#/audit");
    await page.setInputFiles("input[type=file]", [
      { name: "csf.conf", mimeType: "text/plain", buffer: Buffer.from(csf) },
      { name: "x", mimeType: "text/plain", buffer: Buffer.from("192.0.2.7 # a\n") },
    ]);
    await page.waitForSelector(".file-name");
    const name = page.locator(".file-name").nth(1);
    await name.fill("csf.deny");
    await name.press("Tab");
    await page
      .getByText(/closed to 192\.0\.2\.7/)
      .first()
      .waitFor();
  });

  test("offers examples", async () => {
    const page = await open("index.html#/audit");
    await page.getByRole("button", { name: "Example: stock CSF" }).click();
    expect(await audited(page)).toContain("1 not examined or assumed");
    expect(await page.innerText(".gaps")).toContain("IPv6 was not examined");
    await page.getByRole("button", { name: "Example: nftables" }).click();
    await page.waitForSelector(".files >> text=nftables");
    expect(await page.locator(".file-name").count()).toBe(1);
  });

  test("keeps files in memory from the audit to the check and back", async () => {
    const page = await open("index.html#/audit");
    await paste(page, rules);
    await audited(page);
    await page.getByRole("link", { name: "Check a connection against these files" }).click();
    await page.getByText("Inbound TCP 2087 is closed to").first().waitFor();
    await page.goBack();
    expect(await audited(page)).toContain("does not fit");
  });
});

describe("reading files", () => {
  test("cancels reading 5 MB while the page stays responsive, and reads them again", async () => {
    const page = await open("index.html#/audit");
    expect(large.length).toBeGreaterThan(5 << 20);
    await paste(page, large);
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    expect(await page.innerText(".reading-status")).toMatch(
      /Reading 1 file, 5\.\d million characters/,
    );
    await page.getByText("Services, conditions").click();
    await page.getByLabel("Exchange ActiveSync").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Canceled: the files were not read.").waitFor();
    expect(await page.locator(".verdict").count()).toBe(0);
    await page.getByRole("button", { name: "Read them again" }).click();
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    await page.getByRole("button", { name: "Remove pasted.txt" }).click();
    await paste(page, rules);
    expect(await audited(page)).toContain("does not fit");
  });

  test.for([
    ["one line of 5 MB", "x".repeat(5 << 20), "1 line"],
    ["millions of lines", `${"\n".repeat((5 << 20) - 1)}a`, "5,242,880 lines"],
  ] as const)("reports that %s is no firewall", async ([, text, lines]) => {
    const page = await open("index.html#/audit");
    await paste(page, text);
    await page.getByText("cannot detect the firewall format").waitFor();
    await page.getByText(`${lines}, 0 marked`).waitFor();
    expect(await page.locator(".text-lines li").count()).toBeLessThan(100);
    expect((await page.locator(".text-lines").textContent())?.length).toBeLessThan(3000);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1440);
    const later = page.getByRole("button", { name: "Later lines" });
    if ((await later.count()) > 0) {
      await later.click();
      await page.locator('[data-line="100001"]').waitFor();
    }
  });

  test("shows hostile text as text", async () => {
    const page = await open("index.html#/audit");
    const hostile = '<script>alert(1)</script><img src=x onerror="alert(2)">\u202e\u2066\u0007';
    await drop(page, [
      {
        name: "<b>\u202e.txt",
        text: `# ${hostile}\n# ${"y".repeat(9000)}\n${rules.replace("-j ACCEPT\nCOMMIT", `-m comment --comment "${hostile.replaceAll('"', "")}" -j ACCEPT\nCOMMIT`)}`,
      },
    ]);
    await audited(page);
    expect(await page.inputValue(".file-name")).toBe("<b>\\u{202e}.txt");
    const lines = await page.innerText(".text-lines");
    expect(lines).toContain(
      '<script>alert(1)</script><img src=x onerror="alert(2)">\\u{202e}\\u{2066}\\u{7}',
    );
    expect(lines).toContain("8,002 more characters");
    expect(
      await page.locator("#explorer script, #explorer img, #explorer b:text-is('')").count(),
    ).toBe(0);
    expect(await page.evaluate(() => document.body.textContent?.includes("\u202e"))).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1440);
  });
});

describe("an audit error", () => {
  test("appears at its file, with the line", async () => {
    const page = await open("index.html#/audit");
    await drop(page, [
      { name: "rules.v4", text: rules },
      { name: "rules.v6", text: rules.replace(":OUTPUT ACCEPT [0:0]", "nonsense") },
    ]);
    const item = page.locator(".files li", { has: page.locator("[role=alert]") });
    await item.waitFor();
    expect(await item.locator("input").inputValue()).toBe("rules.v6");
    expect(await item.innerText()).toContain("line 3 ");
    expect(await item.locator("input").getAttribute("aria-invalid")).toBe("true");
    expect(await page.innerText("[data-line][data-active]")).toContain("nonsense");
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test("appears above the files if it concerns all of them", async () => {
    const page = await open("index.html#/audit");
    await drop(page, [
      { name: "rules.v4", text: rules },
      { name: "csf.conf", text: csf },
    ]);
    await page.getByText("these files mix iptables and csf").waitFor();
    await page.getByRole("button", { name: "Remove rules.v4" }).click();
    expect(await audited(page)).toContain("does not fit");
  });

  test("names the dropped file that is not text", async () => {
    const page = await open("index.html#/audit");
    await drop(page, [{ name: "image.png", text: [0x89, 0x50, 0xff] }]);
    await page.getByText("image.png: not UTF-8 text").waitFor();
  });

  test("appears at its option, and keeps the answer", async () => {
    const page = await open("index.html#/audit");
    await paste(page, rules);
    await audited(page);
    await page.getByLabel("cPanel version").fill("edge");
    const field = page.locator(".field", { hasText: "cPanel version" });
    await field.locator("[role=alert]").waitFor();
    expect(await page.locator(".audit-answer").getAttribute("aria-busy")).toBe("true");
    await page.getByLabel("cPanel version").fill("110");
    await page.getByText("cPanel & WHM 110: the firewall").waitFor();
    await expect.poll(() => page.url()).toContain("version=110");
    await page.getByLabel("SSH port").fill("x");
    await page.locator(".field", { hasText: "SSH port" }).locator("[role=alert]").waitFor();
  });
});

test("applies the options of an audit, and keeps them in the address and the command", async () => {
  const page = await open("index.html#/audit?service=ssh&family=ipv4");
  await paste(page, rules);
  expect(await audited(page)).toContain("limited to IPv4");
  expect(await page.getByLabel("SSH", { exact: true }).isChecked()).toBe(true);
  await page.getByLabel("SSH port").fill("8443");
  await page
    .getByText(/TCP 8443/)
    .first()
    .waitFor({ state: "detached" });
  await page.getByLabel("HTTP/3 is used").check();
  await page.getByLabel("Operating system").selectOption("ubuntu");
  await page.getByLabel("Network interface").fill("eth0");
  await expect
    .poll(() => page.url())
    .toContain(
      "#/audit?service=ssh&family=ipv4&ssh=8443&conditions=http3&os=ubuntu&interface=eth0",
    );
  await audited(page);
  expect(await page.innerText(".command")).toBe(
    "npx cpanel-ports audit 126 pasted.txt --service ssh --conditions http3 --family ipv4 --os ubuntu --replace ssh=8443 --interface eth0",
  );
});

describe("findings and lines", () => {
  test("links findings and lines in both directions", async () => {
    const page = await open("index.html#/audit");
    const bans = Array.from(
      { length: 3000 },
      (_, index) => `-A INPUT -s 10.0.${index >> 8}.${index & 255} -j DROP\n`,
    ).join("");
    await paste(
      page,
      rules.replace("-A INPUT -p tcp --dport 8443", `${bans}-A INPUT -p tcp --dport 8443`),
    );
    await audited(page);
    expect(await page.locator(".text-lines li").count()).toBeLessThan(100);
    const undocumented = card(page, "undocumented-port-open");
    await undocumented.getByRole("button", { name: "pasted.txt:3005" }).click();
    const line = page.locator('[data-line="3005"]');
    await line.waitFor();
    expect(await line.getAttribute("data-active")).toBe("");
    expect(await focused(page)).toContain("Line 3005: ");
    expect(await undocumented.getAttribute("data-active")).toBe("");
    await page.getByRole("button", { name: "Previous mark" }).click();
    await page.locator("[data-line][data-active]:not([data-line='3005'])").waitFor();
    expect(await undocumented.getAttribute("data-active")).toBeNull();
    await page.getByRole("button", { name: "Next mark" }).click();
    await line.waitFor();
    await page.getByRole("button", { name: "Previous mark" }).click();
    await page.locator("[data-line][data-active]:not([data-line='3005'])").waitFor();
    await page.locator(".text-box").evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await page.getByRole("button", { name: /Line 3005\b/ }).click();
    expect(await undocumented.getAttribute("data-active")).toBe("");
    await page.locator(".text-foot button", { hasText: "undocumented" }).click();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("finding");
  });

  test("reaches findings and lines using only the keyboard", async () => {
    const page = await open("index.html#/audit");
    await tabTo(page, ".files-box textarea");
    await page.keyboard.insertText(rules);
    await tabTo(page, "button");
    expect(await focused(page)).toBe("Add text");
    await page.keyboard.press("Enter");
    await audited(page);
    await tabTo(page, ".finding .place");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".text-lines button:focus");
    const first = await focused(page);
    expect(first).toMatch(/Line \d+: /);
    await tabTo(page, ".text-foot button");
    expect(await focused(page)).toBe("Back to the finding");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".finding:focus");
    await tabTo(page, ".text-steps button");
    await page.keyboard.press("Enter");
    await tabTo(page, ".text-box");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, ".plan input[type=checkbox]");
    await page.keyboard.press("Space");
    await page.locator(".plan [role=alert]").waitFor();
  });
});

describe("the plan", () => {
  test("writes a plan as commands for the firewall, and closes ports only with a connection to keep", async () => {
    const page = await open("index.html#/audit");
    await paste(page, rules);
    await audited(page);
    const plan = page.locator(".plan");
    await plan.getByText("# iptables").or(plan.getByText("sh -e <<'EOF'")).waitFor();
    expect(await plan.innerText()).not.toContain(
      "close inbound tcp 8443 (No documented service), from anywhere: an undocumented port is open\niptables",
    );
    await plan.getByLabel("Also close unexpected ports").check();
    await plan
      .locator(".field", { hasText: "Connection to keep" })
      .locator("[role=alert]")
      .waitFor();
    await plan.getByLabel("Connection to keep").fill("198.51.100.7:2087");
    await plan.locator("pre", { hasText: "# close inbound tcp 8443" }).waitFor();
    await plan.getByLabel("Undo after (seconds)").fill("120");
    await plan.locator("pre", { hasText: "rollback" }).waitFor();
    await expect.poll(() => page.url()).toContain("close=yes&keep=198.51.100.7:2087&rollback=120");
    const [name, text] = await savedText(page, "Download plan");
    expect(name).toBe("plan-iptables.sh");
    expect(text).toBe(await plan.locator("pre").textContent());
  });
});

test("exports an audit in five formats", async () => {
  const page = await open("index.html#/audit");
  await paste(page, rules);
  await audited(page);
  for (const [button, name, expected] of [
    ["Text", "audit.txt", /^cPanel & WHM 126/],
    ["JSON", "audit.json", /"verdict": "differs"/],
    ["CSV", "audit.csv", /^severity,rule/],
    ["SARIF", "audit.sarif", /pasted\.txt/],
    ["JUnit", "audit.xml", /^<\?xml/],
  ] as const) {
    const [saved, text] = await savedText(page, button);
    expect(saved).toBe(name);
    expect(text).toMatch(expected);
  }
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test("has no accessibility problem in an audit and a check", async () => {
    const page = await open("index.html#/audit?service=ssh", { colorScheme });
    await drop(page, [
      { name: "rules.v4", text: rules },
      { name: "rules.v6", text: rules.replace("198.51.100.0/24", "2001:db8::/32") },
    ]);
    await audited(page);
    await card(page, "undocumented-port-open").locator("button").first().click();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("link", { name: "Check a connection against these files" }).click();
    await audited(page);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

test.for([360, 768, 1440])("fits an audit into a window of %i pixels", async (width) => {
  const page = await open("index.html#/audit?service=ssh", { viewport: { width, height: 800 } });
  await paste(page, `# ${"wide ".repeat(100)}\n${rules}`);
  await audited(page);
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await wide()).toBe(width);
  await card(page, "undocumented-port-open").locator("button").first().click();
  await page.waitForFunction(() => {
    const { top = 0, bottom = 0 } =
      document.querySelector(".text-lines li[data-active]")?.getBoundingClientRect() ?? {};
    return top > 0 && bottom < innerHeight;
  });
  await page.getByRole("link", { name: "Check a connection" }).click();
  await audited(page);
  expect(await wide()).toBe(width);
});
