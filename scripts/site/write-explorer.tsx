import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "../../site/explorer/app.tsx";
import { pageHtml } from "../../site/shell/page.tsx";

/** Writes the page of the explorer; it contains the matrix of all ports for readers without scripts. */
export function writeExplorer(output: string): void {
  const html = pageHtml(
    {
      title: "Ports",
      description:
        "The network ports that cPanel & WHM documents for each release from 102 to 126, with a firewall builder and audits.",
      root: "",
      part: "explorer",
      scripts: ["explorer.js", "site.js"],
      styles: [
        ...["base.css", "search.css", "explorer.css", "parts.css", "pages.css"],
        ...["compare.css", "firewall.css", "audit.css"],
      ],
    },
    <main id="content" tabIndex={-1}>
      <div id="explorer">
        <App />
      </div>
    </main>,
  );
  writeFileSync(join(output, "index.html"), html);
}
