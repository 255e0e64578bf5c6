import { pageHtml } from "../../../site/shell/page.tsx";
import { GuideNav, pathTo } from "./guide-nav.tsx";
import { guideOrder, releaseFolder } from "./guide-order.ts";
import type { Guide } from "./read-guide.ts";

/** Writes the page that introduces all guides, each with its first sentence. */
export function guidesIndexPage(guides: readonly Guide[]): string {
  return pageHtml(
    {
      title: "Guides",
      description: "How to look up ports, compare releases, write firewalls and audit them.",
      root: "../",
      part: "guides",
      scripts: ["site.js"],
      styles: ["base.css", "docs.css", "search.css"],
    },
    <div class="docs">
      <GuideNav guides={guides} current={null} />
      <main id="content" tabIndex={-1}>
        <h1>Guides</h1>
        {guideOrder.map(({ title, pages }) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul class="cards">
              {guides
                .filter(({ page }) => pages.includes(page) && !page.startsWith(releaseFolder))
                .map(({ page, title, summary }) => (
                  <li key={page}>
                    <a href={pathTo(page, "index")}>{title}</a>
                    <p>{summary}</p>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </main>
    </div>,
  );
}
