import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { wrongLine } from "./wrong-line.ts";

/** How the first line with content begins, by the kind of input. */
const beginnings = [
  ["status", /^Status: /],
  ["profiles", /^\[/],
  ["info", /^Profile: /],
  ["commands", /^(?:(?:sudo )?ufw |Added user rules \()/],
  ["user rules", /^\*\w+$/],
  ["settings", /^(?:ENABLED|LOGLEVEL|IPV6|DEFAULT_\w+_POLICY)=/],
] as const;

/** A kind of input. A profile without ports, as the renderer writes it, contains only comments. */
type Kind = (typeof beginnings)[number][0] | "comments";

/** Returns the kind of a ufw input, from its first line with content. */
export function kindOfUfwInput(text: string, input: number): Kind {
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    if (content === "" || /^[#;]/.test(content)) {
      continue;
    }
    const found = beginnings.find(([, beginning]) => beginning.test(content));
    if (found === undefined) {
      const place = { input, line: index + 1 };
      throw wrongLine(place, `cannot be parsed: ${excerpt(content)}`, content);
    }
    return found[0];
  }
  return "comments";
}
