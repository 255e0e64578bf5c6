import type { ComponentChildren } from "preact";
import { pageHtml } from "../../../site/shell/page.tsx";

interface ReferencePage {
  readonly title: string;
  readonly description: string;
  readonly root: string;
}

/** Writes a page of the reference. */
export function referencePage(page: ReferencePage, content: ComponentChildren): string {
  return pageHtml(
    {
      ...page,
      part: "api",
      scripts: ["site.js"],
      styles: ["base.css", "docs.css", "search.css"],
    },
    <div class="docs api">{content}</div>,
  );
}
