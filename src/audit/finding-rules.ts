import { deepFreeze } from "../util/deep-freeze.ts";

/** How severe a finding is: `error` exposes the server or cuts it off, `warning` needs a look, `info` is normal. */
export type Severity = "error" | "info" | "warning";

/**
 * The rules of findings, most severe first: the order in which an audit lists them. Each port that differs breaks only
 * the first rule that applies. In `text`, `{ports}` represents the ports of the finding, `{who}` the addresses it
 * concerns, `{closed}` that the ports are closed to them, and `{reasons}` what it depends on. Other placeholders
 * represent words that depend on the number of ports, and on whether a firewall or what listens was audited.
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
    text: "nothing is filtered: every port is open to {who}, except ports that a rule closes",
    advice: "load a firewall that opens only the ports your services need",
    fix: "close",
  },
  {
    id: "most-ports-open",
    severity: "error",
    title: "Most ports are open",
    text: "most ports are open to {who}: {count} more than expected",
    advice: "open the ports the server needs, not whole ranges",
    fix: "close",
  },
  {
    id: "testing-mode",
    severity: "error",
    title: "The firewall is in testing mode",
    text: "the firewall removes its own rules: {reasons}",
    advice: "turn off testing mode and restart the firewall",
    fix: null,
  },
  {
    id: "loopback-port-open",
    severity: "error",
    title: "A port meant only for the server itself is open to other machines",
    text: "{ports} {isOpen} to {who}, but only the server itself should reach {it}",
    advice: "{close}, or bind {it} to a loopback address",
    fix: "close",
  },
  {
    id: "database-open",
    severity: "error",
    title: "A database is open to everybody",
    text: "{ports} {isOpen} to {access}: anyone can try database passwords",
    advice: "{close}, or open {it} only to the machines that use the databases",
    fix: "close",
  },
  {
    id: "open-to-more",
    severity: "error",
    title: "A port is open to more addresses than expected",
    text: "{ports} {isOpen} to more addresses than expected: {access}",
    advice: "open {it} only to the addresses that should reach {it}",
    fix: "close",
  },
  {
    id: "no-replies",
    severity: "error",
    title: "Packets of established connections are dropped",
    text: "{reasons}",
    advice: "accept packets of established and related connections in both directions",
    fix: null,
  },
  {
    id: "no-neighbor-discovery",
    severity: "error",
    title: "IPv6 neighbor discovery is dropped",
    text: "IPv6 neighbor discovery is dropped: {reasons}",
    advice: "accept ICMPv6 types 133 to 136 in both directions",
    fix: null,
  },
  {
    id: "locked-out",
    severity: "error",
    title: "Neither SSH nor WHM is reachable",
    text: "{closed}: neither SSH nor WHM is reachable",
    advice:
      "{openOne}, at least for the addresses you connect from; if SSH uses another port, specify it",
    fix: "open",
  },
  {
    id: "locked-out-over-ipv4",
    severity: "error",
    title: "Neither SSH nor WHM is reachable over IPv4",
    text: "{closed}: nobody reaches SSH or WHM over IPv4",
    advice:
      "{openOne}, at least for the addresses you connect from; if SSH uses another port, specify it",
    fix: "open",
  },
  {
    id: "no-license-callback",
    severity: "error",
    title: "cPanel's license system cannot reach any port it tries",
    text: "{closed}: cPanel's license system cannot reach any port it tries",
    advice: "{openOne}, at least for the license system's networks",
    fix: "open",
  },
  {
    id: "no-license-server",
    severity: "error",
    title: "cPanel's license servers are unreachable",
    text: "{closed}: the server cannot check its license",
    advice: "{open} for outbound connections",
    fix: "open",
  },
  {
    id: "no-dns",
    severity: "error",
    title: "DNS servers are unreachable",
    text: "{closed}: names resolve unreliably or not at all",
    advice: "{open} for outbound connections",
    fix: "open",
  },
  {
    id: "no-updates",
    severity: "error",
    title: "Updates and certificates cannot be fetched",
    text: "{closed}: the server cannot fetch updates and certificates",
    advice: "{open} for outbound connections",
    fix: "open",
  },
  {
    id: "no-web",
    severity: "error",
    title: "Websites are unreachable",
    text: "{closed}: websites and certificate validation need {it}",
    advice: "{open}; if the server hosts no websites, name the services it runs",
    fix: "open",
  },
  {
    id: "no-web-over-ipv4",
    severity: "error",
    title: "Websites are unreachable over IPv4",
    text: "{closed}, but most visitors use IPv4",
    advice: "{open}; if the server hosts no websites, name the services it runs",
    fix: "open",
  },
  {
    id: "needed-port-undetermined",
    severity: "warning",
    title: "A port that should be open is undetermined",
    text: "{ports} should {beOpen} but {is} undetermined: {reasons}",
    advice: "{check}",
    fix: null,
  },
  {
    id: "other-port-undetermined",
    severity: "warning",
    title: "A port that should be closed is undetermined",
    text: "{ports} should {beClosed}{except}{unless} but {is} undetermined: {reasons}",
    advice: "{check}",
    fix: null,
  },
  {
    id: "port-closed",
    severity: "warning",
    title: "A port that a service needs is closed",
    text: "{closed}{uses}",
    advice: "{open}, or name only the services the server runs",
    fix: "open",
  },
  {
    id: "license-callback-elsewhere",
    severity: "warning",
    title: "cPanel's license system depends on ports that no expected service uses",
    text: "{closed}: cPanel's license system reaches the server only over ports that no expected service uses",
    advice: "{openOne}, at least for the license system's networks, before you close the others",
    fix: "open",
  },
  {
    id: "closed-over-ipv4",
    severity: "warning",
    title: "A port is open only over IPv6",
    text: "{closed}, {butOpen} over IPv6; most other machines use IPv4",
    advice: "{open} over both families; their port lists should be the same",
    fix: "open",
  },
  {
    id: "closed-over-ipv6",
    severity: "warning",
    title: "A port is open only over IPv4",
    text: "{closed}, {butOpen} over IPv4",
    advice: "{open} over both families, or examine only IPv4 if the server does not use IPv6",
    fix: "open",
  },
  {
    id: "open-to-fewer",
    severity: "warning",
    title: "A port is closed to most addresses",
    text: "{closed}",
    advice: "open {it} to everybody, or specify who may connect",
    fix: "open",
  },
  {
    id: "open-to-a-list",
    severity: "warning",
    title: "A port is closed except to addresses on an unread list",
    text: "{ports} {is} closed to everybody except addresses on a list that was not read{because}",
    advice: "open {it} to everybody, or specify who may connect",
    fix: null,
  },
  {
    id: "no-time",
    severity: "warning",
    title: "Time servers are unreachable",
    text: "{closed}: the server cannot set its clock",
    advice: "{open} for outbound connections",
    fix: "open",
  },
  {
    id: "plain-port-open",
    severity: "warning",
    title: "A port that allows plain text is open, although its TLS twin suffices",
    text: "{ports} {isOpen} to {who} and allow{s} plain text; clients should use the TLS twin",
    advice: "{close}",
    fix: "close",
  },
  {
    id: "expected-database-open",
    severity: "warning",
    title: "A database is open to everybody, as expected",
    text: "{ports} {isOpen} to {who}, as expected, but anyone can try database passwords",
    advice: "specify the machines that use the databases",
    fix: null,
  },
  {
    id: "loopback-listener-open",
    severity: "warning",
    title: "A port is open, but its service listens only on the loopback interface",
    text: "{ports} {isOpen} to {who}, but what listens there uses only the loopback interface; a change of its address would expose {it}",
    advice: "{close}",
    fix: "close",
  },
  {
    id: "idle-internal-port-open",
    severity: "warning",
    title:
      "A port of a database, or one meant only for the server itself, is open, but nothing listens there",
    text: "{ports} {isOpen} to {who}; nothing listens there, but a service that starts there would be exposed",
    advice: "{close}",
    fix: "close",
  },
  {
    id: "open-from-source-ports",
    severity: "warning",
    title: "A port is open to connections from certain source ports",
    text: "{ports} {isOpen} to {who} from certain source ports, which clients choose{because}",
    advice:
      "limit these rules to replies, which are packets of established connections, or remove them",
    fix: null,
  },
  {
    id: "stock-list-open",
    severity: "warning",
    title: "A published list opens undocumented ports",
    text: "{reasons}; the list also opens undocumented ports to {who}: {ports}",
    advice:
      "close the undocumented ports, or specify what they are for; a published list is no reason to keep them open",
    fix: "close",
  },
  {
    id: "other-port-open",
    severity: "warning",
    title: "A documented port is open, but no expected service uses it",
    text: "{ports} {isOpen} to {who}, but no expected service uses {it}",
    advice: "{close}, or name the service that uses {it}",
    fix: "close",
  },
  {
    id: "undocumented-port-open",
    severity: "warning",
    title: "An undocumented port is open",
    text: "{ports} {isOpen} to {who}, but cPanel does not document {it}",
    advice: "{close}, or specify what {they} {is} for, such as SSH",
    fix: "close",
  },
  {
    id: "shadowed-rule",
    severity: "info",
    title: "A rule never matches",
    text: "{reasons}",
    advice: "remove the rule, or move it before the rule that decides first",
    fix: null,
  },
  {
    id: "unreached-chain",
    severity: "info",
    title: "A chain is never reached",
    text: "{reasons}",
    advice: "add a jump to the chain, or remove it",
    fix: null,
  },
  {
    id: "conditional-port-open",
    severity: "info",
    title: "A conditionally needed port is open",
    text: "{ports} {isOpen} to {who}, but needed only under a condition: {reasons}",
    advice: "{close} unless the condition holds; if it does, state it{conditions}",
    fix: null,
  },
  {
    id: "optional-port-closed",
    severity: "info",
    title: "HTTP/3 is closed",
    text: "{closed}: browsers use HTTP/2 instead",
    advice: "{open} if the server should offer HTTP/3",
    fix: null,
  },
  {
    id: "plain-port-closed",
    severity: "info",
    title: "A port that allows plain text is closed, and its TLS twin is open",
    text: "{closed}; the TLS twin {twinIsOpen}{because}",
    advice: "no action needed, unless clients still use {it}",
    fix: null,
  },
  {
    id: "no-dhcp",
    severity: "info",
    title: "DHCP is closed",
    text: "{ports} {isClosed}: the server may lose a leased address",
    advice: "{open} if the server gets its addresses by DHCP; no action needed if they are static",
    fix: null,
  },
  {
    id: "passive-range-open",
    severity: "info",
    title: "A port range is open that looks like passive FTP",
    text: "{ports} {isOpen} to {who}, which looks like passive FTP",
    advice: "compare {it} with the passive port range of your FTP server",
    fix: null,
  },
  {
    id: "idle-port-open",
    severity: "info",
    title: "A port is open, but nothing listens there",
    text: "{ports} {isOpen} to {who}, but nothing listens there",
    advice: "{close}, or start the service that should use {it}",
    fix: null,
  },
  {
    id: "expected-port-on-loopback",
    severity: "info",
    title: "A port is open as expected, but its service listens only on the loopback interface",
    text: "{ports} {isOpen} to {who}, as expected, but what listens there uses only the loopback interface",
    advice: "let the service listen on the server's address, or {close}",
    fix: null,
  },
  {
    id: "open-to-some",
    severity: "info",
    title: "A port is open to some addresses",
    text: "{ports} {isOpen} to {who}, but expected to be closed",
    advice: "no action needed if you know these addresses",
    fix: null,
  },
  {
    id: "some-addresses-blocked",
    severity: "info",
    title: "Some addresses are blocked",
    text: "{closed}{because}",
    advice: "no action needed if you know these addresses",
    fix: null,
  },
  {
    id: "some-addresses-undetermined",
    severity: "info",
    title: "Some addresses may be blocked",
    text: "{ports} may be closed to {who}{because}",
    advice: "no action needed if you know these addresses",
    fix: null,
  },
  {
    id: "may-be-closed-to-some",
    severity: "info",
    title: "A port may be closed to some addresses",
    text: "{ports} may be closed to some addresses{because}",
    advice: "no action needed, unless somebody cannot connect; then check whom these rules block",
    fix: null,
  },
  {
    id: "may-be-open-to-some",
    severity: "info",
    title: "A port may be open to some addresses",
    text: "{ports} may be open to some addresses{because}",
    advice: "check whom these rules let through",
    fix: null,
  },
  {
    id: "limited",
    severity: "info",
    title: "Connections to a port are limited",
    text: "connections to {ports} are limited{because}",
    advice: "no action needed, unless the limit is too low for your users",
    fix: null,
  },
  {
    id: "stock-list-outbound",
    severity: "info",
    title: "A published list opens undocumented outbound ports",
    text: "{reasons}; the list also opens undocumented ports to {who}: {ports}",
    advice: "no action needed, unless you want to limit outbound connections to documented ports",
    fix: null,
  },
  {
    id: "outbound-port-open",
    severity: "info",
    title: "An outbound port is open that the server does not need",
    text: "{ports} {isOpen} to {who}, but no expected service uses {it}",
    advice: "no action needed, unless you want to limit outbound connections to documented ports",
    fix: null,
  },
] as const satisfies readonly {
  readonly id: string;
  /** How severe a finding of the rule is. */
  readonly severity: Severity;
  /** The kind of finding, in a few words. */
  readonly title: string;
  readonly text: string;
  /** What to do. */
  readonly advice: string;
  /** What a plan does with the ports; `null` for nothing. */
  readonly fix: "close" | "open" | null;
}[]);

/** The id of a rule of findings. */
export type FindingRuleId = (typeof findingRules)[number]["id"];

/** A rule of findings. */
export type FindingRule = (typeof findingRules)[number];
