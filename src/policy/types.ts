import type {
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

/** Ports that a policy opens; `createPolicy` lets outbound connections go to any address. */
export interface PolicyRule extends PortAccess {
  /** What the ports are for, on one line. */
  readonly label: string;
  /** The services that use the ports; empty for an addition that names none. */
  readonly services: readonly ServiceId[];
  /** What must hold on the server for the ports to be used at all. */
  readonly conditions: readonly Condition[];
  /** What every server needs the ports for; `null` for ports that are open for another reason. */
  readonly need: ServerNeedId | null;
}

/** A port that only the server itself may reach. No renderer opens it to the network. */
export interface LoopbackPort {
  /** The number of the port. */
  readonly port: number;
  /** The ticked protocols; empty where the page ticks none. */
  readonly protocols: readonly Protocol[];
  /** What the port is for, on one line. */
  readonly label: string;
  /** The services that use it. */
  readonly services: readonly ServiceId[];
}

/**
 * What a policy's reader should know before loading it.
 *
 * - `lockout`: neither SSH nor WHM can be reached from outside, but perhaps by cPanel's own systems
 * - `no-license-callback`: cPanel's license system can reach none of the ports that it tries
 * - `ftp-without-passive-range`: FTP is in, and no range for passive transfers
 * - `plain-text`: ports that allow plain text are in beside their TLS twins
 * - `database-open`: the databases of the server are open to most addresses
 * - `internal-port-open`: a port that only the server itself should reach, such as that of Redis, is open to most
 *   addresses
 * - `shared-port`: `allowFrom` limits ports for one service that others use too
 * - `unused-service`: a service of `services` has no port in the policy
 * - `feed-left-out`: a named set has sources that are published behind a URL, and not in the dataset
 * - `no-dhcp`, `no-dns`, `no-license-server`, `no-time`, `no-updates`: `omit` leaves out what every server
 *   needs
 */
export interface PolicyWarning {
  /** What it warns of. */
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
  /** The ports that it is about, in ascending order. */
  readonly ports: readonly number[];
  /** The warning, on one line. */
  readonly text: string;
}

/**
 * What a firewall is meant to let through: plain, frozen data. Reply packets of existing connections,
 * the loopback interface, ICMP and ICMPv6 pass in every policy.
 */
export interface Policy extends Permitted {
  /** The release whose ports these are; `null` for a policy that was not made of one. */
  readonly release: ReleaseNumber | null;
  /** The version that was asked for, without its build; `null` where `release` is. */
  readonly requested: number | null;
  /** How well the release covers that version; `null` where `release` is. */
  readonly coverage: Coverage | null;
  /** The documentation page that holds for the release. */
  readonly source: {
    /** The page. */
    readonly url: string;
    /** The page's "last modified" day, `YYYY-MM-DD`. */
    readonly lastModified: string;
  } | null;
  /** In ascending order: inbound before outbound, TCP before UDP, then by port. */
  readonly rules: readonly PolicyRule[];
  /** The documented ports that are left out because nothing says whether the condition for them holds. */
  readonly conditional: readonly PolicyRule[];
  /** The ports that only the server itself may reach. */
  readonly loopback: readonly LoopbackPort[];
  /** What to know before loading it. */
  readonly warnings: readonly PolicyWarning[];
}

/** What a firewall lets through: as it is meant, or as it was read. */
export type PolicyOrExposure = Exposure | ListenerExposure | Policy;

/** Ports to open beside those of the release. */
export interface PolicyAddition {
  /** A port, or a range with both ends. */
  readonly ports: number | PortRange;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** Which way connections are opened; inbound where left out. */
  readonly direction?: Direction | undefined;
  /** What the ports are for: 1 to 100 characters on one line. */
  readonly label: string;
  /** The service that uses them, so that `allowFrom` and the warnings know. */
  readonly service?: ServiceId | (string & {}) | undefined;
}

/**
 * A service, or several, by a word as the filter of {@link listPorts} takes it, or a port number that a
 * release documents.
 */
export type ServiceOrPort = ServiceId | PortNumber | (string & {}) | (number & {});

/** What a policy is made of, beside the release. */
export interface PolicyOptions<S extends string = string, L extends string = S> {
  /**
   * Only these services, by words as the filter of {@link listPorts} takes them, and these documented ports; all
   * services if it is left out. What every server needs is in either way. A port that is named is in, whether or
   * not the condition for it is stated.
   */
  readonly services?:
    | number
    | `${number}`
    | KnownService<S>
    | readonly (number | `${number}` | KnownService<L>)[]
    | undefined;
  /**
   * Services and ports to leave out, and what every server needs, by its id in {@link serverNeeds}. A port that
   * several services share leaves with the first of them.
   */
  readonly omit?:
    | number
    | `${number}`
    | ServerNeedId
    | KnownService<S>
    | readonly (number | `${number}` | ServerNeedId | KnownService<L>)[]
    | undefined;
  /**
   * The inbound ports on which a service listens in place of the documented one. The key is a port
   * number, or a word for one service with one inbound port: `{ ssh: 2222 }`, `{ 26: [2525, 2526] }`.
   */
  readonly replace?: Readonly<Partial<Record<string, OneOrMany<number>>>> | undefined;
  /**
   * Ports beside the documented ones: entries of {@link defineEntry}, which are marked as not documented by
   * cPanel, or additions. `"ftp-passive"` is the default range of passive FTP.
   */
  readonly add?: OneOrMany<"ftp-passive" | OwnEntry | PolicyAddition> | undefined;
  /**
   * `true` leaves out a port that allows plain text and whose TLS twin is in. Port 80 stays: certificates are
   * validated over it (RFC 8555, section 8.3).
   */
  readonly preferTls?: boolean | undefined;
  /** Outbound connections: `"any"`, the default, or only `"needed"` ones: what the services and every server need. */
  readonly outbound?: "any" | "needed" | undefined;
  /**
   * The server's operating system, with a version or without; leaves out what only another one
   * uses. Where left out, nothing is.
   */
  readonly os?: OperatingSystemId | (string & {}) | undefined;
  /**
   * Whether a condition holds on the server, by the id of the condition: `{ "remote-mysql": true }`. A port that
   * is documented for a condition is left out unless its condition is stated here or by `os`, the port is named,
   * or `allowFrom` says who may reach it. `"all"` takes in every such port.
   */
  readonly conditions?: "all" | Readonly<Partial<Record<string, boolean>>> | undefined;
  /**
   * Who may connect, where not everybody may: addresses and networks, IPv4 and IPv6, by service, port or range
   * (`"8000-8010"`). A port that several services share is limited as soon as one of them is, to the sources
   * of those that are. `"license-callback"` stands for the networks
   * from which cPanel's license system calls, `"feature-sources"` for the addresses that the page
   * lists for scanners.
   */
  readonly allowFrom?: Readonly<Partial<Record<string, OneOrMany<string>>>> | undefined;
}
