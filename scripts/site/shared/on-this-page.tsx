import type { Heading } from "./list-headings.ts";

/** The headings of a page, a sidebar in wide windows. */
export function OnThisPage({ headings }: { readonly headings: readonly Heading[] }) {
  return headings.length < 2 ? (
    <div class="on-this-page" />
  ) : (
    <nav class="on-this-page" aria-label="On this page">
      <p>On this page</p>
      <ul>
        {headings.map(({ id, text, level }) => (
          <li key={id} data-level={level}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
