import type MiniSearch from "minisearch";
import { type Found, findEntries, type Group } from "./find-entries.ts";
import type { Entry } from "./index-options.ts";

/** Creates the search dialog, and returns the function that opens it. */
export function searchDialog(index: MiniSearch<Entry>): () => void {
  const dialog = document.createElement("dialog");
  dialog.className = "search";
  dialog.setAttribute("aria-label", "Search");
  dialog.innerHTML = `
    <input type="text" role="combobox" aria-label="Search" aria-controls="search-results"
      aria-autocomplete="list" aria-expanded="false" autocomplete="off" autocapitalize="off"
      spellcheck="false" maxlength="200" placeholder="A port, a service, a function, a word" />
    <div id="search-results" role="listbox" aria-label="Results"></div>
    <p role="status" class="quiet"></p>
    <p class="search-keys quiet"><span><kbd>↑</kbd> <kbd>↓</kbd> choose</span>
      <span><kbd>Enter</kbd> open</span> <span><kbd>Esc</kbd> close</span></p>`;
  document.body.append(dialog);
  const input = part(dialog, "input") as HTMLInputElement;
  const list = part(dialog, "[role=listbox]");
  const status = part(dialog, "[role=status]");

  function show(): void {
    const groups = input.value.trim() === "" ? [] : findEntries(index, input.value);
    const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
    list.replaceChildren(...groups.map(groupElement));
    list.hidden = count === 0;
    input.setAttribute("aria-expanded", String(count > 0));
    status.textContent = summary(input.value.trim(), count);
    choose(0);
  }

  function choose(number: number): void {
    const options = [...list.querySelectorAll<HTMLElement>("[role=option]")];
    const chosen = options.at(options.length === 0 ? 0 : number % options.length);
    for (const option of options) {
      option.setAttribute("aria-selected", String(option === chosen));
    }
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  const options = () => [...list.querySelectorAll<HTMLAnchorElement>("[role=option]")];
  const chosen = () => options().findIndex((each) => each.ariaSelected === "true");

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      choose(chosen() + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      options()[chosen()]?.click();
    }
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || (target as Element).closest("[role=option]")) {
      dialog.close();
    }
  });
  return () => {
    if (!dialog.open) {
      input.value = "";
      show();
      dialog.showModal();
      input.focus();
    }
  };
}

function groupElement({ kind, entries }: Group): HTMLElement {
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", kind);
  const heading = document.createElement("p");
  heading.setAttribute("aria-hidden", "true");
  heading.textContent = kind;
  group.append(
    heading,
    ...entries.map((entry, number) => optionElement(entry, `${kind}-${number}`)),
  );
  return group;
}

function optionElement({ title, detail, url }: Found, name: string): HTMLElement {
  const option = document.createElement("a");
  option.id = `search-${name.toLowerCase()}`;
  option.setAttribute("role", "option");
  option.tabIndex = -1;
  option.href = `${document.documentElement.dataset.root ?? ""}${url}`;
  const heading = document.createElement("b");
  heading.textContent = title;
  const more = document.createElement("span");
  more.textContent = detail;
  option.append(heading, more);
  return option;
}

function summary(text: string, count: number): string {
  if (text === "") {
    return "";
  }
  if (count > 0) {
    return `${count} ${count === 1 ? "result" : "results"}`;
  }
  return /^\d+$/.test(text)
    ? `No release documents a port ${text}.`
    : `Nothing found for “${text}”.`;
}

function part(dialog: HTMLElement, selector: string): HTMLElement {
  const found = dialog.querySelector<HTMLElement>(selector);
  if (found === null) {
    throw new Error(`no ${selector} in the dialog`);
  }
  return found;
}
