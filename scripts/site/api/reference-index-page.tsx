import { OnThisPage } from "../shared/on-this-page.tsx";
import { ApiNav, modulePath } from "./api-nav.tsx";
import { categories } from "./category-of.ts";
import type { ApiEntry } from "./list-entries.ts";
import type { ApiModule } from "./module-page.tsx";
import { referencePage } from "./reference-page.tsx";
import { Summary } from "./summary.tsx";

/** Writes the first page of the reference: the entry points, and the names that each exports. */
export function referenceIndexPage(
  modules: readonly ApiModule[],
  entries: readonly ApiEntry[],
): string {
  const headings = modules.map(({ name }) => ({ id: anchorOf(name), text: name, level: 2 }));
  return referencePage(
    {
      title: "API",
      description: "What each entry point of the package cpanel-ports exports.",
      root: "../",
    },
    <>
      <ApiNav root="../" entries={entries} current={null} />
      <main id="content" tabIndex={-1}>
        <h1>API</h1>
        {modules.map(({ name, summary }) => (
          <section key={name}>
            <h2 id={anchorOf(name)}>
              <a href={modulePath(name)}>{name}</a>
            </h2>
            <Summary text={summary} />
            <Names entries={entries.filter(({ module }) => module === name)} />
          </section>
        ))}
      </main>
      <OnThisPage headings={headings} />
    </>,
  );
}

function Names({ entries }: { readonly entries: readonly ApiEntry[] }) {
  const used = categories.filter((each) => entries.some(({ category }) => category === each));
  return used.map((category) => (
    <section key={category}>
      <h3>{category}</h3>
      <ul class="api-names">
        {entries
          .filter((each) => each.category === category)
          .map(({ name, path }) => (
            <li key={path}>
              <a href={path}>{name}</a>
            </li>
          ))}
      </ul>
    </section>
  ));
}

function anchorOf(module: string): string {
  return module.replaceAll("/", "-");
}
