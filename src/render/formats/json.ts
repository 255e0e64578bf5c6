import { type Renderable, recognize } from "../tables/recognize.ts";
import { jsonText } from "./escape/json-text.ts";

/**
 * Renders ports, a diff, a policy, an exposure, audits or a plan as JSON, indented by two spaces.
 * Characters that could end a `<script>` element or control a terminal are escaped; a JSON parser returns
 * the original text.
 *
 * @param input - ports, a diff, a policy, an exposure, an audit, the named audits of several servers, or a plan
 * @returns the JSON, followed by a newline
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the input is anything else
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
