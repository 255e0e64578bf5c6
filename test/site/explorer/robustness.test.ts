import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { focused, paste } from "../support/give-files.ts";
import { useSite } from "../support/site.ts";

const { open } = useSite();

/** Opens a page after replacing something before its scripts run. */
async function openWith(hash: string, before: () => void): Promise<Page> {
  const page = await open("guides/index.html");
  await page.addInitScript(before);
  await page.goto(new URL(`../index.html${hash}`, page.url()).href);
  return page;
}

describe("any content of the address", () => {
  test.for(["constructor", "toString", "__proto__"])(
    "treats a port called %s as text",
    async (name) => {
      const page = await open(`index.html#/firewall?add=${name}/tcp`);
      const who = page.locator(".own-port").getByLabel("Who may connect");
      expect(await who.inputValue()).toBe("");
      await page.getByLabel("Port or range").fill("8443");
      await expect.poll(() => page.url()).toMatch(/\?add=8443\/tcp$/);
    },
  );

  test("keeps an invalid addition, for the package to reject", async () => {
    const page = await open("index.html#/firewall?add=80/sctp");
    await page.locator(".failure").waitFor();
    expect(await page.locator(".failure").innerText()).toContain("80 sctp");
  });

  test("uses the first of two settings with the same name", async () => {
    const page = await open("index.html#/check?source=192.0.2.1&source=192.0.2.2");
    await page.getByLabel("Port", { exact: true }).fill("22");
    expect(await page.getByLabel("Source").inputValue()).toBe("192.0.2.1");
  });

  test("accepts a service without a box, which can be unticked", async () => {
    const page = await open("index.html#/audit?service=imapd");
    await page.getByLabel("imapd").uncheck();
    await expect.poll(() => page.url()).toMatch(/#\/audit$/);
  });

  test("wraps a long word within the page", async () => {
    const page = await open(`index.html#/port/${"a".repeat(500)}`, {
      viewport: { width: 360, height: 640 },
    });
    await page.locator("h1", { hasText: "No such port" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test.for([
  ["audit", "cPanel version", "118"],
  ["check", "Port", "443"],
] as const)("empties a field of #/%s that has a default", async ([view, label, value]) => {
  const page = await open(`index.html#/${view}`);
  const field = page.getByLabel(label, { exact: true });
  const usual = await field.inputValue();
  await field.press("End");
  for (const _ of usual) {
    await field.press("Backspace");
  }
  expect(await field.inputValue()).toBe("");
  await field.pressSequentially(value);
  expect(await field.inputValue()).toBe(value);
  await field.fill("");
  await field.blur();
  expect(await field.inputValue()).toBe(usual);
});

test("cancels reading before it begins", async () => {
  const page = await open("index.html#/audit");
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const button = document.querySelector<HTMLElement>(".reading-status button");
      if (button?.textContent === "Cancel") {
        observer.disconnect();
        button.focus();
        button.click();
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
  await paste(page, "table inet filter {\n}\n");
  await page.getByRole("button", { name: "Read them again" }).waitFor();
  expect(await focused(page)).toBe("Read them again");
  expect(await page.locator(".verdict").count()).toBe(0);
  await page.keyboard.press("Enter");
  await page.locator(".verdict").waitFor();
});

test("replaces a failed worker", async () => {
  const page = await openWith("#/audit", () => {
    const Real = Worker;
    let count = 0;
    Object.assign(globalThis, {
      Worker: class extends Real {
        constructor(url: string) {
          super(url);
          count += 1;
          if (count === 1) {
            this.terminate();
            setTimeout(
              () => this.dispatchEvent(new ErrorEvent("error", { message: "out of memory" })),
              300,
            );
          }
        }
      },
    });
  });
  await paste(page, "table inet filter {\n}\n");
  await page.locator(".problem", { hasText: "out of memory" }).waitFor();
  await page.getByLabel("SSH port").fill("2222");
  await page.locator(".verdict").waitFor();
});

test("handles every key while the browser rejects frequent address changes", async () => {
  const page = await openWith("", () => {
    const real = history.replaceState.bind(history);
    let refusals = 2;
    history.replaceState = (...given) => {
      refusals -= 1;
      if (refusals >= 0) {
        throw new DOMException("too many calls", "SecurityError");
      }
      real(...given);
    };
  });
  const field = page.getByLabel("Filter the ports");
  await field.pressSequentially("imap");
  expect(await field.inputValue()).toBe("imap");
  expect(await page.locator(".matrix tbody tr").count()).toBe(2);
  await page.waitForURL(/\?q=imap$/);
});

describe("the focus", () => {
  test("stays on a copy button if there is no clipboard", async () => {
    const page = await openWith("", () =>
      Object.defineProperty(navigator, "clipboard", { value: undefined }),
    );
    const button = page.getByRole("button", { name: "Copy link" });
    await button.press("Enter");
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await focused(page)).toBe("Copied");
  });

  test("moves to the filter after its term or its error is removed", async () => {
    const page = await open("index.html#/ports?q=imap+protection:starttsl");
    await page.getByRole("button", { name: "Use protection:starttls" }).press("Enter");
    const isInField = () => page.evaluate(() => document.activeElement?.role === "combobox");
    expect(await isInField()).toBe(true);
    await page.getByRole("button", { name: "Remove imap" }).press("Enter");
    expect(await isInField()).toBe(true);
  });

  test("moves on after a custom port or a warning is removed", async () => {
    const page = await open("index.html#/firewall?add=8443/tcp");
    await page.getByRole("button", { name: "Remove your own port 1" }).press("Enter");
    await expect.poll(() => focused(page)).toBe("Add a port of your own");
    await page.getByRole("button", { name: "Add the passive range" }).press("Enter");
    expect(await focused(page)).toBe("Result");
  });
});

test.for(["audit", "check"])("asks for one of several scanned hosts on #/%s", async (view) => {
  const page = await open(`index.html#/${view}`);
  const hosts = ["192.0.2.1", "192.0.2.2"].map(
    (address) =>
      `<host><status state="up"/><address addr="${address}" addrtype="ipv4"/><ports><port protocol="tcp" portid="22"><state state="open"/></port></ports></host>`,
  );
  await paste(
    page,
    `<?xml version="1.0"?><nmaprun scanner="nmap" args="nmap -oX - a b"><scaninfo type="connect" protocol="tcp" numservices="1" services="22"/>${hosts.join("")}<runstats><finished exit="success"/><hosts up="2" down="0" total="2"/></runstats></nmaprun>`,
  );
  await page.locator(".problem", { hasText: "several hosts" }).waitFor();
  await page.getByLabel("Host of the scan").fill("192.0.2.2");
  await page.locator(".verdict").first().waitFor();
});

test("states why a table cannot be saved", async () => {
  const page = await openWith("", () => {
    Object.assign(globalThis, {
      Worker: class {
        constructor() {
          throw new Error("no workers here");
        }
      },
    });
  });
  await page.getByRole("button", { name: "CSV" }).click();
  await page.locator(".view-actions .problem", { hasText: "no workers here" }).waitFor();
});
