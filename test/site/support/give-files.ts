import type { Page } from "playwright-core";

/** Pastes a text into the field for configurations, as a browser does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.locator(".files-box textarea").evaluate((area, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    area.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** Drops files onto the page, as a browser does. */
export async function drop(
  page: Page,
  files: readonly { readonly name: string; readonly text: string | readonly number[] }[],
): Promise<void> {
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of dropped) {
      const part = typeof text === "string" ? text : new Uint8Array(text);
      dataTransfer.items.add(new File([part], name));
    }
    const where = document.querySelector("h1") as HTMLElement;
    for (const type of ["dragover", "drop"]) {
      where.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, files);
}

/** Presses Tab until an element that matches a selector has the focus. */
export async function tabTo(page: Page, selector: string, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press(key);
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) {
      return;
    }
  }
  throw new Error(`${selector} cannot be reached with ${key}`);
}

/** The accessible name of the focused element. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      document.activeElement?.getAttribute("aria-label") ??
      document.activeElement?.textContent ??
      "",
  );
}
