import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { anchorHeadings } from "../shared/anchor-headings.ts";
import { listHeadings } from "../shared/list-headings.ts";
import { OnThisPage } from "../shared/on-this-page.tsx";
import { ApiNav, type ApiPlace, modulePath } from "./api-nav.tsx";
import { contentTree } from "./content-tree.ts";
import type { ApiEntry } from "./list-entries.ts";
import { referencePage } from "./reference-page.tsx";

const printer = unified().use(rehypeStringify);

/**
 * Writes the page of a declaration.
 *
 * @param html TypeDoc's output for it
 */
export function declarationPage(entry: ApiEntry, html: string, place: ApiPlace): string {
  const { name, module, kind, summary } = entry;
  const { root } = place;
  const tree = contentTree(html);
  const headings = listHeadings(tree);
  anchorHeadings()(tree);
  return referencePage(
    { title: name, description: summary.replaceAll("\n", " "), root },
    <>
      <ApiNav {...place} current={entry} />
      <main id="content" tabIndex={-1}>
        <p class="api-kind">
          {kind} of <a href={`${root}api/${modulePath(module)}`}>{module}</a>
        </p>
        <h1>{name}</h1>
        <div class="prose" dangerouslySetInnerHTML={{ __html: printer.stringify(tree) }} />
      </main>
      <OnThisPage headings={headings} />
    </>,
  );
}
