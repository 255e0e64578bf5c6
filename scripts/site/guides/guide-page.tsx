import type { Root } from "hast";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { pageHtml } from "../../../site/shell/page.tsx";
import { OnThisPage } from "../shared/on-this-page.tsx";
import { GuideNav, pathTo } from "./guide-nav.tsx";
import type { Guide } from "./read-guide.ts";

const printer = unified().use(rehypeStringify);

/** The surroundings of a guide: the guides before and after it, and the scripts that it needs. */
export interface GuidePlace {
  readonly before: Guide | undefined;
  readonly after: Guide | undefined;
  readonly guides: readonly Guide[];
  readonly scripts: readonly string[];
}

/** Writes the page of a guide: all guides on the left, its headings on the right. */
export function guidePage(guide: Guide, tree: Root, place: GuidePlace): string {
  const { before, after, guides, scripts } = place;
  const root = pathTo("", guide.page).replace(/[^/]*$/, "");
  return pageHtml(
    {
      title: guide.title,
      description: guide.summary,
      root: `../${root}`,
      part: "guides",
      scripts: ["site.js", ...scripts],
      styles: ["base.css", "docs.css", "search.css"],
    },
    <div class="docs">
      <GuideNav guides={guides} current={guide.page} />
      <main id="content" tabIndex={-1}>
        <article class="prose" dangerouslySetInnerHTML={{ __html: printer.stringify(tree) }} />
        <nav class="neighbors" aria-label="Neighboring guides">
          {before && (
            <a rel="prev" href={pathTo(before.page, guide.page)}>
              <span>Previous</span> {before.title}
            </a>
          )}
          {after && (
            <a rel="next" href={pathTo(after.page, guide.page)}>
              <span>Next</span> {after.title}
            </a>
          )}
        </nav>
      </main>
      <OnThisPage headings={guide.headings} />
    </div>,
  );
}
