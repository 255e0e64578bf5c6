import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";

/** The properties of a page, apart from its content. */
export interface PageOptions {
  /** The title of the page, without the name of the site. */
  readonly title: string;
  readonly description: string;
  /** The path from the page to the root of the site: empty, or `../`. */
  readonly root: string;
  /** The part of the site that the page belongs to. */
  readonly part: "api" | "explorer" | "guides";
  /** The scripts of the page, by their names in `assets`. */
  readonly scripts: readonly string[];
  /** The style sheets of the page, by their names in `assets`. */
  readonly styles: readonly string[];
}

/** Allows a page to load files of this site, and to reach nothing else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "worker-src blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Writes a page of the site. */
export function pageHtml(options: PageOptions, content: ComponentChildren): string {
  const { title, description, root, part, scripts, styles } = options;
  return `<!doctype html>\n${renderToString(
    <html lang="en" data-root={root} data-page={part}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${title} – cpanel-ports`}</title>
        <meta name="description" content={description} />
        <link rel="icon" href={`${root}assets/icon.svg`} type="image/svg+xml" />
        {styles.map((name) => (
          <link key={name} rel="stylesheet" href={`${root}assets/${name}`} />
        ))}
        <script src={`${root}assets/theme.js`} />
        {scripts.map((name) => (
          <script key={name} defer src={`${root}assets/${name}`} />
        ))}
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to content
        </a>
        <Header root={root} part={part} />
        {content}
        <Footer root={root} />
      </body>
    </html>,
  )}\n`;
}

const links = [
  ["ports", "Ports"],
  ["compare", "Compare"],
  ["firewall", "Firewall"],
  ["audit", "Audit"],
  ["check", "Check"],
] as const;

/** The header of every page: navigation, search, theme. */
function Header({ root, part }: Pick<PageOptions, "part" | "root">) {
  const home = part === "explorer" ? "" : `${root}index.html`;
  return (
    <header class="site-header">
      <a class="brand" href={`${home}#/ports`}>
        <img src={`${root}assets/icon.svg`} alt="" width="24" height="24" />
        cpanel-ports
      </a>
      <nav aria-label="Site">
        {links.map(([view, text]) => (
          <a key={view} href={`${home}#/${view}`}>
            {text}
          </a>
        ))}
        <a href={`${root}guides/index.html`} data-current={part === "guides" ? "" : undefined}>
          Guides
        </a>
        <a href={`${root}api/index.html`} data-current={part === "api" ? "" : undefined}>
          API
        </a>
      </nav>
      <div class="site-tools" data-site-tools />
    </header>
  );
}

function Footer({ root }: Pick<PageOptions, "root">) {
  return (
    <footer class="site-footer">
      <p>
        The ports that cPanel &amp; WHM documents, not the ports of your server. Not affiliated with
        cPanel. <a href={`${root}guides/data.html`}>Where the data comes from</a>
      </p>
    </footer>
  );
}
