import { OnThisPage } from "../shared/on-this-page.tsx";
import { ApiNav, type ApiPlace } from "./api-nav.tsx";
import { categories } from "./category-of.ts";
import { MemberList } from "./member-list.tsx";
import { referencePage } from "./reference-page.tsx";
import { Summary } from "./summary.tsx";

/** An entry point of the package. */
export interface ApiModule {
  readonly name: string;
  readonly path: string;
  readonly summary: string;
}

/** Writes the page of an entry point: its exports, by category. */
export function modulePage({ name, summary }: ApiModule, place: ApiPlace): string {
  const { root, entries } = place;
  const own = entries.filter(({ module }) => module === name);
  const used = categories.filter((each) => own.some(({ category }) => category === each));
  const headings = used.map((text) => ({ id: text.toLowerCase(), text, level: 2 }));
  return referencePage(
    { title: name, description: summary.replaceAll("\n", " "), root },
    <>
      <ApiNav {...place} current={{ module: name, name: "" }} />
      <main id="content" tabIndex={-1}>
        <p class="api-kind">entry point</p>
        <h1>{name}</h1>
        <Summary text={summary} />
        {headings.map(({ id, text }) => (
          <section key={id}>
            <h2 id={id}>{text}</h2>
            <MemberList root={root} entries={own.filter(({ category }) => category === text)} />
          </section>
        ))}
      </main>
      <OnThisPage headings={headings} />
    </>,
  );
}
