import { loadScript } from "../../load-script.ts";
import { replaceFiles } from "./files-store.ts";

const examples = ["csf-stock.conf", "nftables.rules"] as const;
const exampleNames = { "csf-stock.conf": "stock CSF", "nftables.rules": "nftables" };

/** Buttons that replace all files with an example. */
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
  /** Sample configurations by name, set by `examples.js`. */
  var explorerExamples: Readonly<Record<string, string>> | undefined;
}
