import { InvalidConfigurationError } from "../../errors.ts";
import type { HostListKind } from "../host-lists.ts";
import type { ParseCsfOptions } from "./options.ts";

/** Comments that identify a list. */
const headings: readonly (readonly [HostListKind, RegExp])[] = [
  ["allow", /^[ \t]*#.*\bwill be allowed through iptables\b/m],
  ["deny", /^[ \t]*#.*\bwill be blocked in iptables\b/m],
  // The wording of the fork that continues CSF 15.
  ["deny", /^[ \t]*#.*\bto block them in iptables\b/m],
  // The heading that renderCsfAllow writes.
  ["allow", /^# .* written by cpanel-ports\r?$/m],
];

/**
 * Returns whether a list allows or denies: from the options, or else from its heading. The entries of csf.allow
 * and csf.deny look the same.
 *
 * @param input - the index of the input
 * @throws {@link InvalidConfigurationError} if neither identifies the list; a guess could turn bans into open
 *   ports
 */
export function listKind(text: string, input: number, { lists }: ParseCsfOptions): HostListKind {
  const told = new Set(headings.filter(([, mark]) => mark.test(text)).map(([kind]) => kind));
  const [found] = told.size === 1 ? told : [];
  const kind = lists?.[input] ?? found;
  if (kind === undefined) {
    throw new InvalidConfigurationError(
      `input ${input + 1} could be csf.allow or csf.deny: its comments do not say which, or they contradict each other; set the option lists, which counts the inputs from 0, to { ${input}: "allow" } or { ${input}: "deny" }, or keep the comments that CSF puts at the top`,
      undefined,
      undefined,
    );
  }
  return kind;
}
