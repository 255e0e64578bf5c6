import { deepFreeze } from "../util/deep-freeze.ts";

/** How severe a difference is: something breaks or is exposed, should be looked at, or is normal. */
export type Severity = "error" | "info" | "warning";

/**
 * The rules that give a difference its severity, by their ids: the severity, and what differs in a
 * sentence. `docs/audit.md` says when each holds.
 *
 * @example
 * ```ts
 * import { findingRules } from "cpanel-ports";
 *
 * findingRules["loopback-port-open"].severity; // => "error"
 * ```
 */
export const findingRules = deepFreeze({
  "loopback-port-open": {
    severity: "error",
    text: "a port that only the server itself may reach is open to other machines",
  },
  "no-license-callback": {
    severity: "error",
    text: "the port is closed to cPanel's license system, and so is every other one that it tries",
  },
  "required-port-closed": {
    severity: "error",
    text: "a required TLS port is closed",
  },
  "no-license-server": {
    severity: "error",
    text: "the server cannot reach cPanel's license servers",
  },
  "no-dns": { severity: "error", text: "the server cannot ask DNS servers" },
  "no-updates": {
    severity: "error",
    text: "the server cannot open HTTP or HTTPS connections, which updates and certificates need",
  },
  "open-to-more": {
    severity: "error",
    text: "a port that only some addresses should reach is open to others",
  },
  "plain-port-open": {
    severity: "warning",
    text: "a port that allows plain text is open; its TLS twin should be used instead",
  },
  "other-port-open": {
    severity: "warning",
    text: "a port is open that the release documents, but not for what is expected here",
  },
  "undocumented-port-open": {
    severity: "warning",
    text: "a port is open that the release does not document",
  },
  "port-closed": { severity: "warning", text: "a port that should be open is closed" },
  "family-closed": {
    severity: "warning",
    text: "a port that should be open is closed to all of IPv4 or all of IPv6",
  },
  "open-to-fewer": {
    severity: "warning",
    text: "a port is closed to more than half of the addresses that should reach it",
  },
  "not-known": {
    severity: "warning",
    text: "the configuration does not tell whether the port is open",
  },
  "conditional-port-closed": {
    severity: "info",
    text: "a conditionally needed port is closed to all or most addresses",
  },
  "plain-port-closed": {
    severity: "info",
    text: "a port that allows plain text is closed; its TLS twin is open",
  },
  "open-to-some": {
    severity: "info",
    text: "a port that should be closed is open to some addresses alone",
  },
  "some-addresses-blocked": {
    severity: "info",
    text: "a port is closed to some addresses, at most half of those that should reach it",
  },
  "outbound-port-open": {
    severity: "info",
    text: "outbound access is open to a port the server does not need",
  },
} as const satisfies Readonly<
  Record<string, { readonly severity: Severity; readonly text: string }>
>);

/** The id of a rule that gives a difference its severity. */
export type FindingRule = keyof typeof findingRules;
