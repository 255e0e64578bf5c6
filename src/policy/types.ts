import type {
  ConditionId,
  OmissibleNeedId,
  OperatingSystemId,
  PortNumber,
  ReleaseNumber,
  ServerNeedId,
  ServiceId,
} from "../dataset/literals.generated.ts";
import type { OwnEntry } from "../dataset/own-entry.ts";
import type { Condition } from "../dataset/types.ts";
import type {
  Direction,
  Exposure,
  ListenerExposure,
  Permitted,
  PortAccess,
  PortRange,
  Protocol,
} from "../net/types.ts";
import type { KnownService } from "../query/known.ts";
import type { Coverage } from "../query/resolved-version.ts";
import type { OneOrMany } from "../util/one-or-many.ts";

/** Ports that a policy opens. Rules of `createPolicy` accept outbound connections to any address. */
export interface PolicyRule extends PortAccess {
  /** The purpose of the ports, on one line. */
  readonly label: string;
  /** The services that use the ports; empty for an addition without a service. */
  readonly services: readonly ServiceId[];
  /** The conditions under which a server uses the ports. */
  readonly conditions: readonly Condition[];
  /** The need of every server that uses the ports; `null` for ports that are open for another reason. */
  readonly need: ServerNeedId | null;
}

/** A port that only the server itself may reach. No renderer opens it to the network. */
export interface LoopbackPort {
  /** The port number. */
  readonly port: number;
  /** The protocols that the page ticks; empty if it ticks none. */
  readonly protocols: readonly Protocol[];
  /** The purpose of the port, on one line. */
  readonly label: string;
  /** The services that use the port. */
  readonly services: readonly ServiceId[];
}

/**
 * A warning to read before a policy is loaded.
 *
 * - `lockout`: neither SSH nor WHM can be reached from outside, except perhaps by cPanel's own systems. Load the
 *   policy only if you have a console.
 * - `no-license-callback`: cPanel's license system can reach none of the ports it tries. Add `license-callback` to
 *   `allowFrom.whm`, or open one of the ports.
 * - `ftp-without-passive-range`: FTP is open without a port range for passive transfers, so most clients cannot list
 *   a directory. Put `ftp-passive` or the range configured on the server into `add`, or `ftp` into `omit`.
 * - `plain-text`: ports that allow plain text are open in addition to their TLS twins. Set `preferTls`.
 * - `database-open`: the databases of the server are open to most addresses. Set `allowFrom.mysql`; if you use
 *   `services`, it must contain `mysql`.
 * - `internal-port-open`: a port that only the server itself should reach, such as the port of Redis, is open to most
 *   addresses. Remove it from `add`, or limit it with `allowFrom`.
 * - `shared-port`: `allowFrom` limits a port for one service, but other services use it as well. Name each of them in
 *   `allowFrom`.
 * - `unused-service`: a service of `services` has no open port in the policy. Do nothing if the release documents no
 *   such port.
 * - `feed-left-out`: some addresses of a named set are published only at a URL, so the policy does not include them.
 *   Fetch them, and add them to `allowFrom`.
 * - `no-dhcp`, `no-dns`, `no-license-server`, `no-time`, `no-updates`: `omit` excludes something that every server
 *   needs. Remove the id from `omit`.
 */
export interface PolicyWarning {
  /** The kind of warning. */
  readonly code:
    | "database-open"
    | "feed-left-out"
    | "ftp-without-passive-range"
    | "internal-port-open"
    | "lockout"
    | "no-dhcp"
    | "no-dns"
    | "no-license-callback"
    | "no-license-server"
    | "no-time"
    | "no-updates"
    | "plain-text"
    | "shared-port"
    | "unused-service";
  /** The ports that it concerns, in ascending order. */
  readonly ports: readonly number[];
  /** The warning, on one line. */
  readonly text: string;
}

/**
 * The connections that a firewall is meant to let through: plain, frozen data. Every policy also accepts reply packets of
 * existing connections, the loopback interface, ICMP and ICMPv6.
 */
export interface Policy extends Permitted {
  /** The release of the documented ports; `null` for a policy without a release. */
  readonly release: ReleaseNumber | null;
  /** The requested version, without its build; `null` if `release` is `null`. */
  readonly requested: number | null;
  /** How well the release covers the requested version; `null` if `release` is `null`. */
  readonly coverage: Coverage | null;
  /** The documentation source of the release; `null` if `release` is `null`. */
  readonly source: {
    /** The URL of the page. */
    readonly url: string;
    /** The date of the page's last modification, `YYYY-MM-DD`. */
    readonly lastModified: string;
  } | null;
  /** The open ports: inbound before outbound, TCP before UDP, then in ascending order of ports. */
  readonly rules: readonly PolicyRule[];
  /** The documented ports that are omitted because their condition is not stated. */
  readonly conditional: readonly PolicyRule[];
  /** The ports that only the server itself may reach. */
  readonly loopback: readonly LoopbackPort[];
  /** The warnings to read before the policy is loaded, the most severe first. */
  readonly warnings: readonly PolicyWarning[];
}

/** The connections that a firewall is meant to let through, or was read to let through. */
export type PolicyOrExposure = Exposure | ListenerExposure | Policy;

/** Ports to open in addition to the ports of the release. */
export interface PolicyAddition {
  /** A port, or a range that includes both ends. */
  readonly ports: number | PortRange;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The direction of connections; default: `"inbound"`. */
  readonly direction?: Direction | undefined;
  /** The purpose of the ports: 1 to 100 characters on one line. */
  readonly label: string;
  /** The service that uses the ports, for `allowFrom` and the warnings. */
  readonly service?: ServiceId | (string & {}) | undefined;
}

/** One or several services, by a word that the filter of {@link listPorts} accepts, or the number of a documented port. */
export type ServiceOrPort = ServiceId | PortNumber | (string & {}) | (number & {});

/** The options of {@link createPolicy}. */
export interface PolicyOptions<S extends string = string, L extends string = S> {
  /**
   * Only these services, by words that the filter of {@link listPorts} accepts, and these documented ports; default: all
   * services. What every server needs is always included. A port given by its number is included whether or not its
   * condition is stated.
   */
  readonly services?:
    | number
    | `${number}`
    | KnownService<S>
    | readonly (number | `${number}` | KnownService<L>)[]
    | undefined;
  /**
   * Services, ports and needs of every server to exclude; needs by their id in {@link serverNeeds}, if they use ports. A
   * port that several services share is excluded if any of them is. Outbound ports of a need can be excluded only if
   * `outbound` is `"needed"`.
   */
  readonly omit?:
    | number
    | `${number}`
    | OmissibleNeedId
    | KnownService<S>
    | readonly (number | `${number}` | OmissibleNeedId | KnownService<L>)[]
    | undefined;
  /**
   * The inbound ports on which a service listens instead of the documented port. The key is a port number, or a word for a
   * single service with a single inbound port: `{ ssh: 2222 }`, `{ 26: [2525, 2526] }`.
   */
  readonly replace?:
    | Readonly<Partial<Record<ServiceOrPort, OneOrMany<number> | undefined>>>
    | undefined;
  /**
   * Ports to open in addition to the documented ports: entries of {@link defineEntry}, which are marked as not documented by
   * cPanel, or additions. `"ftp-passive"` is the default port range of passive FTP.
   */
  readonly add?: OneOrMany<"ftp-passive" | OwnEntry | PolicyAddition> | undefined;
  /**
   * `true` excludes a port that allows plain text if its TLS twin is included. Port 80 stays because certificates are
   * validated over it (RFC 8555, section 8.3).
   */
  readonly preferTls?: boolean | undefined;
  /**
   * The outbound connections to accept: `"any"`, or `"needed"` for only those that the services and every server need;
   * default: `"any"`.
   */
  readonly outbound?: "any" | "needed" | undefined;
  /**
   * The operating system of the server, with or without a version. Excludes ports that only other systems use; if omitted,
   * excludes none.
   */
  readonly os?: OperatingSystemId | (string & {}) | undefined;
  /**
   * Whether conditions hold on the server, by their ids: `{ "remote-mysql": true }`. A port that is documented for a condition
   * is omitted unless its condition is stated here or by `os`, the port is given by its number, or `allowFrom` limits its
   * sources. `"all"` includes every such port.
   */
  readonly conditions?:
    | "all"
    | Readonly<Partial<Record<ConditionId, boolean | undefined>>>
    | undefined;
  /**
   * The allowed sources of inbound connections: IPv4 and IPv6 addresses and networks, by service, port or range
   * (`"8000-8010"`); default: everybody. A port that several services share is limited if any of them is, to the combined
   * sources of the limited services. `"license-callback"` represents the networks from which cPanel's license system
   * connects, `"feature-sources"` the scanner addresses that the page lists.
   */
  readonly allowFrom?:
    | Readonly<Partial<Record<ServiceOrPort, OneOrMany<string> | undefined>>>
    | undefined;
}
