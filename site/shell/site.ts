import { searchButton } from "./search-button.ts";

// Runs on every page: the search, the theme switch, and the skip link.
const root = document.documentElement;
const themes = ["os", "light", "dark"] as const;
const names = { os: "system", light: "light", dark: "dark" };

const tools = document.querySelector("[data-site-tools]");
const button = document.createElement("button");
button.type = "button";
button.className = "quiet-button theme-button";
button.addEventListener("click", () => {
  const next = themes[(themes.indexOf(chosen()) + 1) % themes.length] ?? "os";
  root.dataset.theme = next;
  try {
    localStorage.setItem("tsd-theme", next);
  } catch {
    // The choice holds for this page.
  }
  show();
});
tools?.append(searchButton(), button);
show();

// In a narrow window, the links of the header scroll; this shows the current one.
const current = document.querySelector<HTMLElement>(".site-header [data-current]");
if (current?.parentElement) {
  current.parentElement.scrollLeft = current.offsetLeft - current.parentElement.offsetLeft;
}

document.querySelector<HTMLElement>(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.querySelector<HTMLElement>("#content")?.focus();
});

function chosen(): (typeof themes)[number] {
  return themes.find((each) => each === root.dataset.theme) ?? "os";
}

function show(): void {
  const word = document.createElement("span");
  word.textContent = "Theme: ";
  button.replaceChildren(word, names[chosen()]);
}
