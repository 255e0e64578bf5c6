import { categories } from "./category-of.ts";
import type { ApiEntry } from "./list-entries.ts";

/** The location of a page in the reference. */
export interface ApiPlace {
  /** The path from the page to the root of the site. */
  readonly root: string;
  readonly entries: readonly ApiEntry[];
}

interface ApiNavProps extends ApiPlace {
  /** The subject of the page; null on the first page. */
  readonly current: { readonly module: string; readonly name: string } | null;
}

/** The entry points of the package, and the exports of the shown one. */
export function ApiNav(props: ApiNavProps) {
  return (
    <>
      <details class="docs-fold">
        <summary>All entry points</summary>
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
        <p>Entry points</p>
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

/** The page of an entry point, in the directory of the reference. */
export function modulePath(module: string): string {
  return `modules/${module.replaceAll("/", "_")}.html`;
}
