import { type Renderable, recognize } from "../tables/recognize.ts";
import { jsonText } from "./escape/json-text.ts";

/**
 * Writes ports, a difference between releases or a policy as JSON, indented by two spaces. What a
 * `<script>` element or a terminal could take for something else is written as an escape, which is
 * the same text to a reader of JSON.
 *
 * @param input - ports, a difference, a policy, an exposure, an audit or a plan, as this package returns them
 * @returns the JSON, ended by a newline
 * @throws {@link index.InvalidOptionError} for what cannot be shown as a table
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderJson } from "cpanel-ports/render";
 *
 * const policy = createPolicy(126, { services: "ssh" });
 * JSON.parse(renderJson(policy)).rules.length; // => 3
 * ```
 */
export function renderJson(input: Renderable): string {
  return jsonText(recognize(input).input);
}
