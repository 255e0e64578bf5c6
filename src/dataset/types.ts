import type { Direction, Family, Protocol } from "../net/types.ts";
import type {
  Category,
  ElsewhereListId,
  FeatureName,
  OperatingSystemId,
  PortNumber,
  ReleaseNumber,
  ServerNeedId,
  ServiceId,
} from "./literals.generated.ts";

/** Used where the documentation is silent: it means neither "yes" nor "no", neither "open" nor "closed". */
export type Undocumented = "undocumented";

/** Used where a fact exists, but no source states it. */
export type Unknown = "unknown";

/**
 * Who may reach a port: other machines (`network`), or only the server itself (`loopback`).
 *
 * Source: the page's Localhost column, or for port 579 its note.
 */
export type Scope = "network" | "loopback";

/**
 * How connections to a port are protected:
 *
 * - `"implicit"`: by TLS from the first byte
 * - `"starttls"`: by an upgrade to TLS that the protocol offers (STARTTLS, or AUTH TLS of FTP)
 * - `"ssh"`: by SSH
 * - `"none"`: a plain-text port; no source mentions protection
 * - `"undocumented"`: no source states it
 */
export type Protection = "implicit" | "starttls" | "ssh" | "none" | Undocumented;

/**
 * The source of a curated fact.
 *
 * - `table`, `note`, `page`: the port's row, the note in that row, or the rest of the documentation
 *   page that applies to the release (see {@link Release.source})
 * - `documentation`: another page of the cPanel & WHM documentation
 * - `whm-api`: a function of WHM API 1
 * - `rfc`: a Request for Comments; `section` is `null` for the whole document
 * - `iana`: the IANA Service Name and Transport Protocol Port Number Registry
 * - `secondary`: a source other than cPanel
 */
export type Basis =
  | {
      /** The kind of source. */
      readonly kind: "table";
    }
  | { readonly kind: "note" }
  | { readonly kind: "page" }
  | {
      readonly kind: "documentation";
      /** The URL of the page. */
      readonly url: string;
      /** The day of the copy that states it, `YYYY-MM-DD`, if the page has changed since. */
      readonly asOf?: string | undefined;
    }
  | {
      readonly kind: "whm-api";
      /** The name of the function. */
      readonly function: string;
    }
  | {
      readonly kind: "rfc";
      /** The number of the document. */
      readonly number: number;
      /** The section, such as `8.3`; `null` for the whole document. */
      readonly section: string | null;
    }
  | { readonly kind: "iana" }
  | { readonly kind: "secondary"; readonly url: string };

/** A date with the precision of its source: a day (`2024-02-15`) or a month (`2025-10`). */
export interface LifecycleDate {
  /** The day or the month: `YYYY-MM-DD` or `YYYY-MM`. */
  readonly date: string;
  /** Whether the source calls the date approximate; it does so for every end of life, in the title of the column. */
  readonly approximate: boolean;
  readonly basis: readonly Basis[];
}

/** The documentation page that applies to a release. */
export interface Source {
  /** The first release for which the page is valid, which is also the name of the page. */
  readonly page: number;
  /** The URL of the page. */
  readonly url: string;
  /** The last release for which the page is valid, as it states itself, or `"latest"`. */
  readonly validThrough: number | "latest";
  /** The page's "last modified" day, `YYYY-MM-DD`. */
  readonly lastModified: string;
  /** The SHA-256 digest of the snapshot that the facts were transcribed from, in hexadecimal. */
  readonly sha256: string;
}

/** A release of cPanel & WHM. */
export interface Release<R extends number = ReleaseNumber> {
  /** The number of the release. */
  readonly release: R;
  readonly source: Source;
  /** Whether it is a Long-Term Support release; `"unknown"` if no source states it. */
  readonly longTermSupport: boolean | Unknown;
  /** The sources of `longTermSupport`; empty if it is unknown. */
  readonly longTermSupportBasis: readonly Basis[];
  readonly firstPublicBuild: LifecycleDate | Unknown;
  readonly endOfLife: LifecycleDate | Unknown;
  /** The updates that some systems get after the end of life. */
  readonly extendedSupport:
    | {
        /** The last day, `YYYY-MM-DD`. */
        readonly until: string;
        /** The operating systems that get updates. */
        readonly systems: readonly string[];
        readonly basis: readonly Basis[];
      }
    | Unknown;
}

/** The row of a port in the page's table, cell for cell. */
export interface DocumentedRow {
  /** The text of the Service column. */
  readonly service: string;
  /** Whether TCP is ticked. */
  readonly tcp: boolean;
  /** Whether UDP is ticked. */
  readonly udp: boolean;
  /** Whether Inbound is ticked. */
  readonly inbound: boolean;
  /** Whether Outbound is ticked. */
  readonly outbound: boolean;
  /** Whether Localhost is ticked. */
  readonly localhost: boolean;
  /** Whether the Notes column has text. */
  readonly note: boolean;
}

/** A requirement that a server must meet for a port to be used. */
export type Requirement =
  | {
      /** The kind of requirement. */
      readonly kind: "operating-system";
      /** The operating systems; the server must run one of them. */
      readonly operatingSystems: readonly OperatingSystemId[];
    }
  | {
      readonly kind: "setting";
      /** The setting, as a path of menus. */
      readonly setting: string;
    }
  | {
      readonly kind: "software";
      /** The software; all of it must be installed. */
      readonly software: readonly string[];
    }
  | {
      readonly kind: "usage";
      /** The usage that the server must have. */
      readonly usage: string;
    };

/** A condition under which a port is used. If it is not met, nothing uses the port. */
export interface Condition {
  /** The id, unique in the dataset: the same id on several ports is the same condition. */
  readonly id: string;
  /** The protocols of the port that depend on the condition. */
  readonly protocols: readonly Protocol[];
  readonly requires: Requirement;
  /** The condition in our own words, which ends a sentence: `only if HTTP/3 is used`. */
  readonly text: string;
  readonly basis: readonly Basis[];
}

/** A curated remark on a port or a service, in our own words. */
export interface Annotation {
  /** The kind of remark. */
  readonly kind: "usage" | "advice" | "requirement" | "warning";
  /** The id, unique among the annotations of this kind for the port or service. */
  readonly id: string;
  /** The remark. */
  readonly text: string;
  readonly basis: readonly Basis[];
}

/**
 * A port as one or more releases document it.
 *
 * `documented` is the page's row, cell for cell. All other fields are curated: they come from other sources or from the
 * row's note, as `basis` states.
 */
export interface PortEntry<P extends number = PortNumber> {
  /** The number of the port. */
  readonly port: P;
  readonly documented: DocumentedRow;
  /** The services that use the port; a row may name several. */
  readonly services: readonly ServiceId[];
  /** The categories of those services. */
  readonly categories: readonly Category[];
  readonly scope: Scope;
  readonly protection: Protection;
  /** The TLS counterpart of a plain-text port, or the reverse; `null` for none. */
  readonly twin: PortNumber | null;
  /** The source ports that outbound connections must be able to use. */
  readonly sourcePorts: readonly number[] | Undocumented;
  /** The names that IANA registered for the port; empty for none. */
  readonly ianaNames: readonly string[];
  /** The conditions, all of which must be met; empty for a port that every server with the service uses. */
  readonly conditions: readonly Condition[];
  readonly annotations: readonly Annotation[];
  /** The sources of `scope`, `protection`, `twin`, `sourcePorts` and `ianaNames`; empty if `undocumented` or `null`. */
  readonly basis: {
    readonly scope: readonly Basis[];
    readonly protection: readonly Basis[];
    readonly twin: readonly Basis[];
    readonly sourcePorts: readonly Basis[];
    readonly ianaNames: readonly Basis[];
  };
}

/** A service of cPanel & WHM, or a service that it reaches on other machines. */
export interface Service<I extends string = ServiceId> {
  /** The id for filters and options. */
  readonly id: I;
  /** The display name. */
  readonly name: string;
  /** Alternative names for filters. */
  readonly aliases: readonly string[];
  /** The category of the service. */
  readonly category: Category;
  /** The daemons that serve it, as WHM names them, by spans of releases; `"none"` for a service without its own daemon. */
  readonly daemons:
    | readonly {
        /** The first release of the span. */
        readonly from: number;
        /** The last release of the span. */
        readonly through: number;
        /** The names of the daemons. */
        readonly names: readonly string[];
      }[]
    | "none"
    | Undocumented;
  /** The server roles that enable it. */
  readonly roles: readonly string[] | "always-on" | Undocumented;
  /** The server profiles without it; a profile in which it is optional does not count. */
  readonly profilesWithout: readonly ("DATABASENODE" | "DNSNODE" | "MAILNODE")[] | Undocumented;
  /** Further remarks, such as conflicts within the documentation. */
  readonly annotations: readonly Annotation[];
  readonly basis: readonly Basis[];
}

/** A row of the page's table of license-callback ports. */
export interface LicenseCallbackPort {
  /** The number of the port. */
  readonly port: PortNumber;
  /** The text of the Service column. */
  readonly service: string;
  /** Whether Inbound is ticked. */
  readonly inbound: boolean;
  /** Whether Outbound is ticked. */
  readonly outbound: boolean;
}

/** How cPanel's license system reaches a server. */
export interface LicenseCallback {
  /** The ports that it tries; at least one must be reachable from the senders. */
  readonly ports: readonly LicenseCallbackPort[];
  /** Curated: the networks that it calls from. */
  readonly senders: {
    /** The networks, as an address and a prefix length. */
    readonly networks: readonly string[];
    readonly basis: readonly Basis[];
  };
}

/** A feature whose scanners connect to the server, and the scanner addresses to allow. */
export interface FeatureSource {
  /** The name of the feature. */
  readonly name: FeatureName;
  /** The inbound TCP ports that it needs. */
  readonly ports: readonly PortNumber[];
  /** The IP addresses that the page lists. */
  readonly addresses: readonly string[];
  /** The URLs that provide the addresses, according to the page. */
  readonly feeds: readonly string[];
}

/** A firewall that a page recommends. */
export type Firewall = "nftables" | "iptables" | "firewalld";

/** The firewall recommended for an operating system. */
export interface FirewallRecommendation {
  /** The id of the operating system. */
  readonly operatingSystem: OperatingSystemId;
  /** The versions it applies to: `"any"`, one version (`"7"`), or a version and later ones (`"8+"`). */
  readonly versions: string;
  /** The firewall that the page recommends. */
  readonly firewall: Firewall;
}

/** A value for consecutive releases, both ends included. */
export interface Span<T> {
  /** The first release. */
  readonly from: ReleaseNumber;
  /** The last release. */
  readonly through: ReleaseNumber;
  /** The value in all of them. */
  readonly value: T;
}

/** A release after the newest documentation page of the dataset. */
export interface LaterRelease {
  /** The number of the release. */
  readonly release: number;
  /** Whether it is a Long-Term Support release; `"unknown"` if no source states it. */
  readonly longTermSupport: boolean | Unknown;
  /** The sources of `longTermSupport`; empty if it is unknown. */
  readonly longTermSupportBasis: readonly Basis[];
  readonly firstPublicBuild: LifecycleDate | Unknown;
  readonly endOfLife: LifecycleDate | Unknown;
}

/** An operating system that a page names; the id is its `ID` in `/etc/os-release`. */
export interface OperatingSystem {
  /** Its `ID` in `/etc/os-release`. */
  readonly id: OperatingSystemId;
  /** Its name. */
  readonly name: string;
}

/** The reason why two adjacent pages differ. */
export interface DocumentedChange {
  /** The two adjacent releases around the change. */
  readonly between: readonly [ReleaseNumber, ReleaseNumber];
  /** The subject of the change. */
  readonly subject: "port" | "license-callback" | "feature-sources" | "recommended-firewall";
  /** The port; `null` for any other subject. */
  readonly port: PortNumber | null;
  /** The reason for the change. */
  readonly text: string;
  readonly basis: readonly Basis[];
}

/** Consecutive releases, both ends included, with the same entry of a port. */
export interface PortSpan<P extends number = PortNumber> {
  /** The first release. */
  readonly from: ReleaseNumber;
  /** The last release. */
  readonly through: ReleaseNumber;
  /** The entry of the port in all of them. */
  readonly entry: PortEntry<P>;
}

/** Traffic to a port that every server needs. */
export interface NeededPort {
  /** The direction in which the connection is opened. Its reply packets are also needed. */
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** The destination port. */
  readonly port: number;
  /** The source port, or `"any"` if it is not fixed. */
  readonly sourcePort: number | "any";
  readonly families: readonly Family[];
  /** The destination networks. */
  readonly destinations: "any" | readonly string[];
}

/** ICMP messages that every server needs. */
export interface NeededIcmp {
  /** The direction of the packets; replies are listed separately. */
  readonly direction: Direction;
  /** The protocol: `icmp` for IPv4, `icmpv6` for IPv6. */
  readonly protocol: "icmp" | "icmpv6";
  /** The ICMP type. */
  readonly type: number;
  /** The ICMP codes. */
  readonly codes: "any" | readonly number[];
  /** The name of the type in IANA's registry, in lower case and with hyphens. */
  readonly name: string;
}

/** Traffic that every server needs, regardless of its services; curated, and separate from documented ports. */
export interface ServerNeed {
  /** The id for options. */
  readonly id: ServerNeedId;
  /** The display name. */
  readonly name: string;
  /** The purpose, in our own words. */
  readonly text: string;
  /** The traffic to let through. */
  readonly traffic: readonly (NeededPort | NeededIcmp)[];
  readonly basis: readonly Basis[];
}

/** A port that no page lists, and that only the server itself should reach; curated. */
export interface InternalPort {
  /** The id. */
  readonly id: string;
  /** The name of what listens there. */
  readonly name: string;
  /** The number of the port. */
  readonly port: number;
  /** The transport protocols of the port. */
  readonly protocols: readonly Protocol[];
  /** What listens there, and why only the server itself should reach it, in our own words. */
  readonly text: string;
  readonly basis: readonly Basis[];
}

/** Ports that a list opens, in one direction. */
export interface ElsewherePorts {
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** The address family; `"undocumented"` if the list does not name one. */
  readonly family: Family | Undocumented;
  /** The ports, in ascending order. */
  readonly ports: readonly number[];
}

/** A port list that somebody else publishes for cPanel & WHM, separate from the documented ports. */
export interface ElsewhereList {
  readonly id: ElsewhereListId;
  /** The display name. */
  readonly name: string;
  /** The publisher. */
  readonly publisher: string;
  /** The version of the list, as its publisher writes it; `null` for none. */
  readonly version: string | null;
  /** The day on which the list was published or last changed, `YYYY-MM-DD`. */
  readonly date: string;
  /** The URL of the list. */
  readonly source: string;
  /** A remark from its source, in our own words; `null` for none. */
  readonly remark: string | null;
  /** The ports by family, inbound before outbound, TCP before UDP; parts that the list does not cover are absent. */
  readonly ports: readonly ElsewherePorts[];
}

/** The compiled dataset, with each value written once for the releases it applies to. */
export interface Dataset {
  /** The capture of the pages. */
  readonly snapshot: {
    /** The latest possible day of the capture, `YYYY-MM-DD`. */
    readonly capturedOnOrBefore: string;
    /** The latest release at that time. */
    readonly latestRelease: number;
  };
  /** The releases, in ascending order. */
  readonly releases: readonly Release[];
  /** The releases after the newest page. */
  readonly laterReleases: readonly LaterRelease[];
  /** The services, in ascending order by id. */
  readonly services: readonly Service[];
  /** The operating systems that pages name. */
  readonly operatingSystems: readonly OperatingSystem[];
  /** The ports, in ascending order, by spans of releases. */
  readonly ports: readonly PortSpan[];
  /** The ports and networks of the license callback, by spans of releases. */
  readonly licenseCallback: readonly Span<LicenseCallback>[];
  /** The features whose scanners connect to the server, by spans of releases. */
  readonly featureSources: readonly Span<readonly FeatureSource[] | Undocumented>[];
  /** The firewalls that the pages recommend, by spans of releases. */
  readonly recommendedFirewalls: readonly Span<readonly FirewallRecommendation[]>[];
  /** The reasons why adjacent pages differ. */
  readonly changes: readonly DocumentedChange[];
  /** The traffic that every server needs in addition to the documented ports. */
  readonly serverNeeds: readonly ServerNeed[];
  /** The ports that no page lists, and that must stay on loopback. */
  readonly internalPorts: readonly InternalPort[];
}

/** The traffic that every server needs, and the ports that must stay on loopback. */
export type ServerNeedsData = Pick<Dataset, "internalPorts" | "serverNeeds">;

/** The data that maps versions to the releases that answer for them, without the rest. */
export interface Versions extends Pick<Dataset, "snapshot"> {
  /** The last version that the page of the newest release states it applies to. */
  readonly coveredThrough: number;
  /** The releases, in ascending order, with the page of each. */
  readonly pages: readonly (readonly [release: ReleaseNumber, page: number])[];
}

/** The file `data/dataset.json`. */
export interface DatasetFile extends Dataset {
  /** The path of the JSON Schema, relative to the file. */
  readonly $schema: string;
  /** The version of the package that contains the file. */
  readonly version: string;
}
