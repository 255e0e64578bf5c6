/** The place that the relative URLs of a document refer to. */
export interface Place {
  /** The address of the repository, such as `https://github.com/somebody/ports`. */
  readonly repository: string;
  /** The tag of the version. */
  readonly tag: string;
}

/**
 * Returns the URL on GitHub for a URL in a document at the root of the repository. Absolute URLs and fragments stay.
 *
 * @param kind - whether the URL leads to a page or shows a picture
 * @returns `null` if a relative URL does not lead to a file of the repository
 */
export function absoluteUrl(
  url: string,
  kind: "page" | "picture",
  { repository, tag }: Place,
): string | null {
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/|#|$)/i.test(url)) {
    return url;
  }
  const relative = url.replace(/^(?:\.?\/)+/, "");
  const [, path = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(.*)$/s.exec(relative) ?? [];
  if (path === "" || path.split("/").includes("..")) {
    return null;
  }
  if (kind === "page") {
    return `${repository}/blob/${tag}/${relative}`;
  }
  // GitHub serves an SVG file as an image only with this parameter.
  const parameter = /\.svg$/i.test(path) ? `${query === "" ? "?" : "&"}sanitize=true` : "";
  return `${repository}/raw/${tag}/${path}${query}${parameter}${fragment}`;
}
