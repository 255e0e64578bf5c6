/**
 * Returns the path of a file as a URI, in which backslashes are separators: an absolute path, a Windows
 * or UNC one included, as a `file` URI, and a relative one as a relative reference. A URI stays as it is.
 */
export function artifactUri(path: string): string {
  if (/^[a-z][a-z\d+.-]+:\//i.test(path)) {
    return path;
  }
  const plain = path
    .replace(/\p{Cs}/gu, "\ufffd")
    // Windows' prefix for long paths.
    .replace(/^\\\\\?\\UNC\\/, "\\\\")
    .replace(/^\\\\\?\\/, "");
  const encoded = encodeURI(plain.replaceAll("\\", "/")).replace(/[?#]/g, encodeURIComponent);
  if (plain.startsWith("\\\\")) {
    return `file:${encoded}`;
  }
  if (/^(?:[A-Za-z]:)?\//.test(encoded)) {
    return `file:///${encoded.replace(/^\/+/, "")}`;
  }
  // A colon in the first segment would end a scheme.
  return encoded.replace(/^[^/]+/, (segment) => segment.replaceAll(":", "%3A"));
}
