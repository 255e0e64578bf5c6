/**
 * Returns whether a path matches the pattern of an `Include`, as defined by glob(7). A relative path matches if
 * it is the end of a matching path.
 *
 * @param pattern - the pattern; a relative one is resolved in /etc/ssh
 */
export function matchesGlob(path: string, pattern: string): boolean {
  const whole = pattern.startsWith("/") ? pattern : `/etc/ssh/${pattern}`;
  const parts = path.replace(/^(?:\.\/)+/, "").split("/");
  const patterns = whole.split("/");
  const shared = path.startsWith("/") ? patterns : patterns.slice(-parts.length);
  return (
    parts.length === shared.length &&
    shared.every((each, index) => expressionOf(each).test(parts[index] as string))
  );
}

/** Turns a path component into a regular expression; wildcards do not match a leading period. */
function expressionOf(part: string): RegExp {
  const source = part.replace(/\*+|\?|\[!?[^\]]+\]|[\s\S]/g, (token) => {
    switch (token[0]) {
      case "*":
        return "[^/]*";
      case "?":
        return "[^/]";
      case "[":
        return token.length > 1 ? token.replace(/^\[!/, "[^").replaceAll("\\", "\\\\") : "\\[";
      default:
        return token.replace(/[\\^$.|+(){}\]]/, "\\$&");
    }
  });
  return new RegExp(`^${/^[*?[]/.test(part) ? "(?!\\.)" : ""}${source}$`);
}
