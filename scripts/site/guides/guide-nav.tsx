import { guideOrder, releaseFolder } from "./guide-order.ts";
import type { Guide } from "./read-guide.ts";

interface GuideNavProps {
  readonly guides: readonly Guide[];
  /** The guide that is shown; null on the index of all. */
  readonly current: string | null;
}

/** The list of all guides: a sidebar in wide windows, folded at the top of narrow ones. */
export function GuideNav(props: GuideNavProps) {
  return (
    <>
      <details class="docs-fold">
        <summary>All guides</summary>
        <nav aria-label="Guides">
          <Parts {...props} />
        </nav>
      </details>
      <nav class="docs-nav" aria-label="Guides">
        <Parts {...props} />
      </nav>
    </>
  );
}

function Parts({ guides, current }: GuideNavProps) {
  return (
    <>
      {guideOrder.map(({ title, pages }) => {
        const own = guides.filter(({ page }) => pages.includes(page));
        const releases = own.filter(({ page }) => page.startsWith(releaseFolder));
        return (
          <section key={title}>
            <p>{title}</p>
            <ul>
              {own
                .filter((guide) => !releases.includes(guide))
                .map((guide) => (
                  <li key={guide.page}>
                    <GuideLink guide={guide} current={current} text={guide.title} />
                  </li>
                ))}
            </ul>
            {releases.length > 0 && (
              <>
                <p class="quiet">Ports of a release</p>
                <ul class="release-links">
                  {releases.map((guide) => (
                    <li key={guide.page}>
                      <GuideLink
                        guide={guide}
                        current={current}
                        text={guide.page.slice(releaseFolder.length)}
                      />
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
        );
      })}
    </>
  );
}

interface GuideLinkProps {
  readonly guide: Guide;
  readonly current: string | null;
  readonly text: string;
}

function GuideLink({ guide: { page }, current, text }: GuideLinkProps) {
  return (
    <a href={pathTo(page, current ?? "index")} aria-current={page === current ? "page" : undefined}>
      {text}
    </a>
  );
}

/** The relative address of a guide, seen from another one. */
export function pathTo(page: string, from: string): string {
  const up = "../".repeat(from.split("/").length - 1);
  return `${up}${page === "" ? "" : `${page}.html`}`;
}
