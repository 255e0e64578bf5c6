/**
 * Tells whether a path is one that an `Include` names, as glob(7) has it. A path that is relative, as
 * people give it, may be the end of it.
 *
 * @param pattern - of an `Include`; a relative one is within /etc/ssh
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

/** Turns a part of a path into a regular expression; a period at its beginning is matched as such only. */
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
