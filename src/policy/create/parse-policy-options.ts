import { latestRelease } from "../../query/latest-release.ts";
import type { PolicyOptions } from "../types.ts";
import { withoutSchema } from "../without-schema.ts";
import { readOptions } from "./read-options.ts";

/**
 * Checks that a value of unknown origin, such as parsed JSON, is options of {@link createPolicy}: the name and the value of
 * each option. Ignores a key `$schema`. Options that are valid but contradict each other are found by {@link createPolicy}.
 *
 * @param value - the value
 * @returns the options
 * @throws {@link InvalidOptionError} when it is not an object, or an option is unknown or has an invalid value; its `field`,
 *   `input`, `expected` and `suggestion` suit a response with status 400
 * @throws {@link UnknownOperatingSystemError} when no page names the operating system
 *
 * @example
 * ```ts
 * import { createPolicy, isCpanelPortsError, parsePolicyOptions } from "cpanel-ports";
 *
 * const options = parsePolicyOptions(JSON.parse('{ "services": ["ssh"], "replace": { "ssh": 2222 } }'));
 * createPolicy(126, options).rules[0]?.ports.from; // => 2222
 *
 * const field = (() => {
 *   try {
 *     return parsePolicyOptions({ services: ["ssh", "shh"] });
 *   } catch (error) {
 *     return isCpanelPortsError(error) && error.code === "invalid-option" ? error.field : undefined;
 *   }
 * })();
 * field; // => "services[1]"
 * ```
 */
export function parsePolicyOptions(value: unknown): PolicyOptions {
  const options = value as PolicyOptions;
  readOptions(latestRelease, options);
  return withoutSchema(options);
}
