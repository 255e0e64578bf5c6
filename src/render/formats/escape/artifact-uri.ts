/**
 * Converts a file path to a URI. Absolute paths, including Windows and UNC paths, become `file` URIs;
 * relative paths become relative references. Backslashes are separators. A URI is returned unchanged.
 */
export function artifactUri(path: string): string {
  if (/^[a-z][a-z\d+.-]+:\//i.test(path)) {
    return path;
  }
  const plain = path
    .replace(/\p{Cs}/gu, "\ufffd")
    // The Windows prefix for long paths.
    .replace(/^\\\\\?\\UNC\\/, "\\\\")
    .replace(/^\\\\\?\\/, "");
  const encoded = encodeURI(plain.replaceAll("\\", "/")).replace(/[?#]/g, encodeURIComponent);
  if (plain.startsWith("\\\\")) {
    return `file:${encoded}`;
  }
  if (/^(?:[A-Za-z]:)?\//.test(encoded)) {
    return `file:///${encoded.replace(/^\/+/, "")}`;
  }
  // A colon in the first segment would be read as the end of a scheme.
  return encoded.replace(/^[^/]+/, (segment) => segment.replaceAll(":", "%3A"));
}
