import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pageHtml } from "../../../site/shell/page.tsx";
import { highlightCode } from "../shared/highlight-code.ts";
import { GuideNav } from "./guide-nav.tsx";
import type { Guide } from "./read-guide.ts";

const examples = join(import.meta.dirname, "../../../docs/examples");

const languages: Readonly<Record<string, string>> = {
  ".conf": "ini",
  ".json": "json",
  ".py": "python",
  ".rules": "plaintext",
  ".ts": "typescript",
};

/** Writes the page that shows a file of `docs/examples`. */
export function examplePage(name: string, guides: readonly Guide[]): string {
  const text = readFileSync(join(examples, name), "utf8");
  return pageHtml(
    {
      title: name,
      description: `The example ${name}.`,
      root: "../../",
      part: "guides",
      scripts: ["site.js"],
      styles: ["base.css", "docs.css", "search.css"],
    },
    <div class="docs">
      <GuideNav guides={guides} current={`examples/${name}`} />
      <main id="content" tabIndex={-1}>
        <h1>{name}</h1>
        <div
          class="prose"
          dangerouslySetInnerHTML={{
            __html: highlightCode(text, languages[extname(name)] ?? "plaintext"),
          }}
        />
      </main>
    </div>,
  );
}
