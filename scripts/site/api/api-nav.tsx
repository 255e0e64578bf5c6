import { categories } from "./category-of.ts";
import type { ApiEntry } from "./list-entries.ts";

/** Where a page of the reference is. */
export interface ApiPlace {
  /** The path from the page to the root of the site. */
  readonly root: string;
  readonly entries: readonly ApiEntry[];
}

interface ApiNavProps extends ApiPlace {
  /** What the page is about; null on the first page. */
  readonly current: { readonly module: string; readonly name: string } | null;
}

/** The entries of the package, and what the one that is shown exports. */
export function ApiNav(props: ApiNavProps) {
  return (
    <>
      <details class="docs-fold">
        <summary>All of the reference</summary>
        <nav aria-label="Reference">
          <Modules {...props} />
        </nav>
      </details>
      <nav class="docs-nav" aria-label="Reference">
        <Modules {...props} />
      </nav>
    </>
  );
}

function Modules({ root, entries, current }: ApiNavProps) {
  const modules = [...new Set(entries.map(({ module }) => module))];
  return (
    <>
      <section>
        <p>Entries</p>
        <ul>
          {modules.map((name) => (
            <li key={name}>
              <a
                href={`${root}api/${modulePath(name)}`}
                aria-current={current?.module === name && current.name === "" ? "page" : undefined}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </section>
      {current &&
        categories.map((category) => {
          const own = entries.filter(
            (each) => each.module === current.module && each.category === category,
          );
          return own.length === 0 ? null : (
            <section key={category}>
              <p>{category}</p>
              <ul>
                {own.map(({ name, path }) => (
                  <li key={path}>
                    <a
                      href={`${root}api/${path}`}
                      aria-current={name === current.name ? "page" : undefined}
                    >
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
    </>
  );
}

/** The page of an entry of the package, in the folder of the reference. */
export function modulePath(module: string): string {
  return `modules/${module.replaceAll("/", "_")}.html`;
}
