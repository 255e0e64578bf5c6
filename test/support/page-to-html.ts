import rehypeRaw from "rehype-raw";
import rehypeStringify from "rehype-stringify";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

/** Converts a page in Markdown to the HTML that a browser would save. */
export function pageToHtml(markdown: string): string {
  const [, url] = /^url: "(.+)"$/m.exec(markdown) ?? [];
  const body = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkFrontmatter)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeStringify)
    .processSync(markdown);
  return `<!doctype html>
<html lang="en"><head><title>A page</title><link rel="canonical" href="${url}"></head>
<body><div id="wrapper"><main>
${body}
</main></div></body></html>
`;
}

/** Makes addresses of images relative to the site, as in its pages. */
export function withRelativeImages(html: string): string {
  return html.replaceAll('src="https://docs.cpanel.net/', 'src="/');
}

/** Moves images to a folder next to the page, where a browser saves them. */
export function withSavedImages(html: string): string {
  return html.replaceAll('src="https://docs.cpanel.net/img/', 'src="./A page_files/');
}

/** Converts code in tables to the form of the site's generator: a code block with line numbers. */
export function withBlocksOfCode(html: string): string {
  return html.replace(
    /<table>\n<thead>\n<tr>\n<th><\/th>\n<th><\/th>[\s\S]*?<\/table>/g,
    (table) => {
      const [, code = ""] =
        /(?:go|perl)<br>([\s\S]*?)<\/t[dr]>/.exec(table.replaceAll("&#x3C;br>", "<br>")) ?? [];
      const lines = code
        .replace(/<br>|<\/code>|```/g, "\n")
        .replace(/<a [^>]*>|<\/a>/g, "")
        .trim();
      return `<div class="highlight"><table class="lntable"><tbody><tr><td class="lntd"><pre class="chroma"><code><span>1\n</span><span>2\n</span></code></pre></td>
<td class="lntd"><pre class="chroma"><code class="language-go">${lines}\n</code></pre></td></tr></tbody></table></div>`;
    },
  );
}
