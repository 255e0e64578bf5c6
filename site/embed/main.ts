import { loadScript } from "../explorer/load-script.ts";
import type {} from "./examples.ts";

// Gives each example of the page a button that runs it and shows the new output.
for (const example of document.querySelectorAll<HTMLElement>("[data-example]")) {
  const name = example.dataset.example ?? "";
  const output = example.querySelector(".live-output");
  const status = example.querySelector("[role=status]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet-button";
  button.textContent = "Run";
  button.setAttribute("aria-label", `Run ${name}`);
  button.addEventListener("click", async () => {
    if (output && status) {
      status.textContent = await run(name, output);
    }
  });
  example.querySelector(".live-bar")?.append(button);
}

async function run(name: string, output: Element): Promise<string> {
  try {
    const examples = await loadScript("embed-examples.js", () => globalThis.embedExamples);
    output.replaceChildren();
    const began = performance.now();
    examples[name]?.(output);
    return `Ran in this page, in ${(performance.now() - began).toFixed(1)} ms`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
