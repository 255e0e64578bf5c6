import { loadScript } from "../../load-script.ts";
import { replaceFiles } from "./files-store.ts";

const examples = ["csf-stock.conf", "nftables.rules"] as const;
const exampleNames = { "csf-stock.conf": "stock CSF", "nftables.rules": "nftables" };

/** Buttons that take an example in place of all files. */
export function ExampleButtons() {
  return (
    <>
      {examples.map((name) => (
        <button
          key={name}
          type="button"
          class="quiet-button"
          onClick={async () => {
            const texts = await loadScript("examples.js", () => globalThis.explorerExamples);
            replaceFiles([{ name, text: texts[name] ?? "" }]);
          }}
        >
          Example: {exampleNames[name]}
        </button>
      ))}
    </>
  );
}

declare global {
  /** Configurations to try, by their names, which `examples.js` sets. */
  var explorerExamples: Readonly<Record<string, string>> | undefined;
}
