import { deepFreeze } from "../util/deep-freeze.ts";

/** How severe a finding is: the server is open or cut off, something should be looked at, or it is normal. */
export type Severity = "error" | "info" | "warning";

/**
 * The rules of findings in the order in which an audit lists them: the most severe first. Of the ports that a
 * comparison tells apart, each breaks the first rule that holds. In `text`, `{ports}` stands for the ports
 * of the finding, `{who}` for those it is about, and `{reasons}` for what it depends on.
 *
 * @example
 * ```ts
 * import { findingRules } from "cpanel-ports";
 *
 * findingRules.find((each) => each.id === "loopback-port-open")?.severity; // => "error"
 * findingRules[0].id; // => "unfiltered"
 * ```
 */
export const findingRules = deepFreeze([
  {
    id: "unfiltered",
    severity: "error",
    title: "Nothing is filtered",
    text: "nothing is filtered: what no rule closes is open to {who}",
    advice: "load a firewall that opens only what the services of the server need",
    fix: "close",
  },
  {
    id: "most-ports-open",
    severity: "error",
    title: "Most ports are open",
    text: "most ports are open to {who}: {count} beyond what is expected",
    advice: "open the ports that the server needs instead of ranges",
    fix: "close",
  },
  {
    id: "testing-mode",
    severity: "error",
    title: "The firewall is in testing mode",
    text: "the firewall removes its rules by itself: {reasons}",
    advice: "turn testing mode off, and restart the firewall",
    fix: null,
  },
  {
    id: "loopback-port-open",
    severity: "error",
    title: "A port that only the server itself may reach is open",
    text: "{ports} {is} open to {who}, and only the server itself may reach {it}",
    advice: "close {it}",
    fix: "close",
  },
  {
    id: "database-open",
    severity: "error",
    title: "A database is open to everybody",
    text: "{ports} {is} open to {access}: everybody may try passwords of databases",
    advice: "close {it}, or open {it} only to the machines that use the databases",
    fix: "close",
  },
  {
    id: "open-to-more",
    severity: "error",
    title: "A port is open to others than it should be",
    text: "{ports}, which only some should reach, {is} open to {access}",
    advice: "limit {it} to the addresses that should reach {it}",
    fix: "close",
  },
  {
    id: "no-replies",
    severity: "error",
    title: "Packets of established connections are dropped",
    text: "{reasons}",
    advice: "accept packets of established and related connections, in both directions",
    fix: null,
  },
  {
    id: "no-neighbour-discovery",
    severity: "error",
    title: "Neighbour discovery over IPv6 is dropped",
    text: "neighbour discovery over IPv6 is dropped: {reasons}",
    advice: "accept ICMPv6 types 133 to 136 in both directions",
    fix: null,
  },
  {
    id: "locked-out",
    severity: "error",
    title: "Neither SSH nor WHM can be reached",
    text: "{ports} {is} closed to {who}: neither SSH nor WHM can be reached",
    advice:
      "open one of them for the addresses you connect from; if SSH has another port, say which",
    fix: "open",
  },
  {
    id: "no-license-callback",
    severity: "error",
    title: "cPanel's license system reaches none of the ports it tries",
    text: "{ports} {is} closed to {who}, and cPanel's license system reaches none of the ports that it tries",
    advice: "open one of them, at least to the networks of the license system",
    fix: "open",
  },
  {
    id: "no-license-server",
    severity: "error",
    title: "cPanel's license servers cannot be reached",
    text: "{ports} {is} closed to {who}: the server cannot check its license",
    advice: "let {it} out",
    fix: "open",
  },
  {
    id: "no-dns",
    severity: "error",
    title: "DNS servers cannot be asked",
    text: "{ports} {is} closed to {who}: names do not resolve reliably, or at all",
    advice: "let {it} out",
    fix: "open",
  },
  {
    id: "no-updates",
    severity: "error",
    title: "Updates and certificates cannot be fetched",
    text: "{ports} {is} closed to {who}: updates and certificates cannot be fetched",
    advice: "let {it} out",
    fix: "open",
  },
  {
    id: "no-web",
    severity: "error",
    title: "Websites cannot be reached",
    text: "{ports} {is} closed to {who}: websites, and the validation of certificates, need {it}",
    advice: "open {it}; if the server hosts no websites, name the services that it runs",
    fix: "open",
  },
  {
    id: "needed-port-undetermined",
    severity: "warning",
    title: "Whether a needed port is open could not be determined",
    text: "whether {ports} {is} open, as {they} should be, could not be determined: {reasons}",
    advice: "look at what decides, or give what is missing from the input",
    fix: null,
  },
  {
    id: "other-port-undetermined",
    severity: "warning",
    title: "Whether a port is closed could not be determined",
    text: "whether {ports} {is} closed, as {they} should be, could not be determined: {reasons}",
    advice: "look at what decides, or give what is missing from the input",
    fix: null,
  },
  {
    id: "port-closed",
    severity: "warning",
    title: "A port that a service needs is closed",
    text: "{ports} {is} closed to {who}",
    advice: "open {it}, or name only the services that the server runs",
    fix: "open",
  },
  {
    id: "family-closed",
    severity: "warning",
    title: "A port is open over one family only",
    text: "{ports} {is} closed to {who}, and open over the other family",
    advice: "open {it} over both families; their lists should be the same",
    fix: "open",
  },
  {
    id: "open-to-fewer",
    severity: "warning",
    title: "A port is closed to most addresses",
    text: "{ports} {is} closed to {who}",
    advice: "open {it} to everybody, or say who may connect",
    fix: "open",
  },
  {
    id: "open-to-a-list",
    severity: "warning",
    title: "A port is closed but to those of a list that was not read",
    text: "{ports} {is} closed to everybody but those of a list that was not read{because}",
    advice: "open {it} to everybody, or say who may connect",
    fix: null,
  },
  {
    id: "no-time",
    severity: "warning",
    title: "The clock cannot be set",
    text: "{ports} {is} closed to {who}: the server cannot set its clock",
    advice: "let {it} out",
    fix: "open",
  },
  {
    id: "plain-port-open",
    severity: "warning",
    title: "A port that allows plain text is open beside its TLS twin",
    text: "{ports} {is} open to {who} and allow{s} plain text; the TLS twin should be used instead",
    advice: "close {it}",
    fix: "close",
  },
  {
    id: "expected-database-open",
    severity: "warning",
    title: "A database is open to everybody, as expected",
    text: "{ports} {is} open to {who}, as expected here: everybody may try passwords of databases",
    advice: "name the machines that use the databases",
    fix: null,
  },
  {
    id: "stock-list-open",
    severity: "warning",
    title: "A published list opens more than the page documents",
    text: "{reasons}; beyond the page, the lists open {ports} to {who}",
    advice:
      "close {it}, or say what {they} {is} for; that a published list has {it} is no reason to keep {it} open",
    fix: "close",
  },
  {
    id: "other-port-open",
    severity: "warning",
    title: "A documented port is open that no expected service uses",
    text: "{ports} {is} open to {who}, and no expected service uses {it}",
    advice: "close {it}, or name the service that uses {it}",
    fix: "close",
  },
  {
    id: "undocumented-port-open",
    severity: "warning",
    title: "An undocumented port is open",
    text: "{ports} {is} open to {who}, and cPanel does not document {it}",
    advice: "close {it}, or say what {they} {is} for; if SSH listens there, say so",
    fix: "close",
  },
  {
    id: "shadowed-rule",
    severity: "info",
    title: "A rule never matches",
    text: "{reasons}",
    advice: "remove what never matches, or put it before the rule that decides",
    fix: null,
  },
  {
    id: "unreached-chain",
    severity: "info",
    title: "A chain is never reached",
    text: "{reasons}",
    advice: "jump to the chain, or remove it",
    fix: null,
  },
  {
    id: "conditional-port-open",
    severity: "info",
    title: "A port is open that is needed only under a condition",
    text: "{ports} {is} open to {who}, and needed under a condition only: {reasons}",
    advice: "close {it} unless the condition holds; if it does, say so",
    fix: null,
  },
  {
    id: "optional-port-closed",
    severity: "info",
    title: "HTTP/3 is closed",
    text: "{ports} {is} closed to {who}: browsers use HTTP/2 instead",
    advice: "open {it} if the server is to answer over HTTP/3",
    fix: null,
  },
  {
    id: "plain-port-closed",
    severity: "info",
    title: "A port that allows plain text is closed, and its TLS twin is open",
    text: "{ports} {is} closed to {who}; the TLS twin is open",
    advice: "nothing, unless clients still use {it}",
    fix: null,
  },
  {
    id: "no-dhcp",
    severity: "info",
    title: "DHCP is closed",
    text: "{ports} {is} closed: an address that is leased may be lost",
    advice:
      "open {it} if the server leases its addresses; if they are set by hand, nothing is needed",
    fix: null,
  },
  {
    id: "passive-range-open",
    severity: "info",
    title: "A range is open as for passive FTP",
    text: "{ports} {is} open to {who}, as for passive FTP",
    advice: "compare {it} with the range that the FTP server is configured to use",
    fix: null,
  },
  {
    id: "idle-port-open",
    severity: "info",
    title: "A port is open on which nothing listens",
    text: "{ports} {is} open to {who}, and nothing listens there",
    advice: "start what should listen, or close {it}",
    fix: null,
  },
  {
    id: "open-to-some",
    severity: "info",
    title: "A port is open to some addresses",
    text: "{ports} {is} open to {who}, and not expected to be open",
    advice: "nothing, if you know the addresses",
    fix: null,
  },
  {
    id: "some-addresses-blocked",
    severity: "info",
    title: "Some addresses are blocked",
    text: "{ports} {is} closed to {who}{because}",
    advice: "nothing, if you know the addresses",
    fix: null,
  },
  {
    id: "some-addresses-undetermined",
    severity: "info",
    title: "Whether some addresses are blocked could not be determined",
    text: "{ports} may be closed to {who}{because}",
    advice: "nothing, if you know the addresses",
    fix: null,
  },
  {
    id: "may-be-closed-to-some",
    severity: "info",
    title: "A port may be closed to some",
    text: "{ports} may be closed to some{because}",
    advice: "nothing, unless somebody cannot connect; then look at whom these rules block",
    fix: null,
  },
  {
    id: "may-be-open-to-some",
    severity: "info",
    title: "A port may be open to some",
    text: "{ports} may be open to some{because}",
    advice: "look at whom these rules let through",
    fix: null,
  },
  {
    id: "limited",
    severity: "info",
    title: "A port is limited",
    text: "{ports} {is} limited{because}",
    advice: "nothing, unless the limit is too low for your users",
    fix: null,
  },
  {
    id: "stock-list-outbound",
    severity: "info",
    title: "A published list lets out more than the page documents",
    text: "{reasons}; beyond the page, the lists open {ports} to {who}",
    advice: "nothing, unless outbound connections are to be limited to what the page documents",
    fix: null,
  },
  {
    id: "outbound-port-open",
    severity: "info",
    title: "More goes out than the server needs",
    text: "{ports} {is} open to {who}, which the page does not document",
    advice: "nothing, unless outbound connections are to be limited to what the page documents",
    fix: null,
  },
] as const satisfies readonly {
  readonly id: string;
  /** How severe a finding of the rule is. */
  readonly severity: Severity;
  /** What such a finding is, in a few words. */
  readonly title: string;
  readonly text: string;
  /** What to do. */
  readonly advice: string;
  /** What a plan does to the ports; `null` for nothing. */
  readonly fix: "close" | "open" | null;
}[]);

/** The id of a rule of findings. */
export type FindingRuleId = (typeof findingRules)[number]["id"];

/** A rule of findings. */
export type FindingRule = (typeof findingRules)[number];
