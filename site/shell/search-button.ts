import { loadScript } from "../explorer/load-script.ts";
import type {} from "../search/main.ts";

let opening: Promise<() => void> | null = null;

/** Creates the button that opens the search, like `/` and Ctrl+K. */
export function searchButton(): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet-button search-button";
  button.innerHTML = "Search <kbd>/</kbd>";
  button.setAttribute("aria-keyshortcuts", "/ Control+K");
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", openSearch);
  addEventListener("keydown", (event) => {
    const isSlash = event.key === "/" && !isTypedInto(event.target);
    const isControlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if ((isSlash || isControlK) && !event.defaultPrevented) {
      event.preventDefault();
      openSearch();
    }
  });
  return button;
}

async function openSearch(): Promise<void> {
  opening ??= loadScript("search.js", () => globalThis.startSearch).then((start) => start());
  try {
    const open = await opening;
    open();
  } catch {
    // The next attempt loads it again.
    opening = null;
  }
}

function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
