import { InvalidConfigurationError, InvalidOptionError } from "../../errors.ts";
import { csfLines, readCsfAssignment } from "../../net/csf-conf.ts";
import { csfListName } from "../../net/csf-list-name.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { quote } from "../../util/quote.ts";
import { commentLines } from "./comment-lines.ts";
import { hostLines } from "./host-lines.ts";
import { allLimitedPorts } from "./limited-ports.ts";
import { openToAll } from "./open-to-all.ts";

/**
 * Writes a policy as the port lists of CSF: eight settings, each once, which replace those of the
 * same names in `csf.conf` ({@link mergeCsf} does that). Ports that are not open to all are not in
 * them; {@link renderCsfAllow} writes those.
 *
 * @returns the settings, a line each, below a comment
 * @throws {@link index.InvalidPolicyError} for a policy with rules that are none
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderCsf } from "cpanel-ports/render";
 *
 * const lists = renderCsf(createPolicy(126, { services: ["ssh", "dns"] }));
 * lists.split("\n").filter((line) => line.startsWith("TCP_")); // => ["TCP_IN = \"22,53\"", "TCP_OUT = \"1:65535\""]
 * ```
 */
export function renderCsf(policy: PolicyOrExposure): string {
  checkPolicy(policy);
  return [
    ...commentLines(policy, csfNotes(policy)),
    ...[...settings(policy)].map(([name, value]) => `${name} = "${value}"`),
    "",
  ].join("\n");
}

/**
 * Puts the port lists of a policy into the text of a `csf.conf`, and leaves every other byte of it as
 * it was.
 *
 * @param policy - the policy
 * @param text - the whole file; it is read as CSF reads it
 * @returns the new text of the file
 * @throws {@link index.InvalidConfigurationError} for a text that lacks one of the eight settings,
 *   has one twice, or has one without a value in quotes; it names the line
 * @throws {@link index.InvalidOptionError} for a text that is not a string
 * @throws {@link index.InvalidPolicyError} for a policy with rules that are none
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { mergeCsf } from "cpanel-ports/render";
 *
 * const before = ["TCP_IN", "TCP_OUT", "UDP_IN", "UDP_OUT", "TCP6_IN", "TCP6_OUT", "UDP6_IN", "UDP6_OUT"]
 *   .map((name) => `${name} = "20,21"`)
 *   .join("\n");
 * mergeCsf(createPolicy(126, { services: "ssh" }), before).split("\n")[0]; // => "TCP_IN = \"22\""
 * ```
 */
export function mergeCsf(policy: PolicyOrExposure, text: string): string {
  checkPolicy(policy);
  if (typeof text !== "string") {
    throw new InvalidOptionError(`text is ${quote(text)}`, {
      field: "text",
      input: text,
      expected: "the content of a csf.conf",
    });
  }
  const missing = settings(policy);
  const names = new Set(missing.keys());
  const merged = Array.from(csfLines(text), ({ content, end, line }) => {
    const setting = readCsfAssignment(content);
    if (setting === undefined || !names.has(setting.name)) {
      return content + end;
    }
    const { name, value: old } = setting;
    const value = missing.get(name);
    if (value === undefined) {
      throw new InvalidConfigurationError(
        `line ${line}: ${name} is set for a second time, which CSF refuses; expected it once`,
        content,
        line,
      );
    }
    if (old === undefined) {
      throw new InvalidConfigurationError(
        `line ${line}: ${name} has no value in quotes; expected ${name} = "…"`,
        content,
        line,
      );
    }
    missing.delete(name);
    return content.replace(/".*"/, `"${value}"`) + end;
  });
  if (missing.size > 0) {
    throw new InvalidConfigurationError(
      `the text has no ${[...missing.keys()].join(", ")}; expected a whole csf.conf, which has each once`,
      undefined,
      undefined,
    );
  }
  return merged.join("");
}

/**
 * Writes the ports that a policy opens to some sources or destinations alone, as lines for
 * `csf.allow`: one for each port and address.
 *
 * @returns the lines, below a comment
 * @throws {@link index.InvalidPolicyError} for a policy with rules that are none
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderCsfAllow } from "cpanel-ports/render";
 *
 * const lines = renderCsfAllow(createPolicy(126, { services: "ssh", allowFrom: { ssh: "198.51.100.0/24" } }));
 * lines.includes("\ntcp|in|d=22|s=198.51.100.0/24\n"); // => true
 * ```
 */
export function renderCsfAllow(policy: PolicyOrExposure): string {
  checkPolicy(policy);
  return [...commentLines(policy, []), ...hostLines(allLimitedPorts(policy), "|"), ""].join("\n");
}

/**
 * What the port lists of CSF cannot say of a policy.
 *
 * @returns a sentence for each; empty where they say everything
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { csfNotes } from "cpanel-ports/render";
 *
 * csfNotes(createPolicy(126)).length; // => 2
 * csfNotes(createPolicy(126, { outbound: "needed" })).length; // => 3
 * ```
 */
export function csfNotes(policy: PolicyOrExposure): readonly string[] {
  checkPolicy(policy);
  return Object.freeze([
    'CSF reads the lists for IPv6 only where csf.conf has IPV6 = "1"',
    ...(policy.defaults.outbound === "drop"
      ? ['CSF lets DNS queries out whatever its lists say, unless csf.conf has DNS_STRICT = "1"']
      : []),
    ...(allLimitedPorts(policy).length > 0
      ? ["ports that are open to some sources alone are not in the lists: they go into csf.allow"]
      : []),
  ]);
}

/** Returns the values of the lists by name. */
function settings(policy: PolicyOrExposure): Map<string, string> {
  return new Map(
    allFamilies.flatMap((family) =>
      (["tcp", "udp"] as const).flatMap((protocol) =>
        (["inbound", "outbound"] as const).map(
          (direction) =>
            [
              csfListName(direction, protocol, family),
              openToAll(policy, direction, protocol, family, ":"),
            ] as const,
        ),
      ),
    ),
  );
}
