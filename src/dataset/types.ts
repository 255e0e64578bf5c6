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

/** Stands where the documentation says nothing: neither "yes" nor "no", neither "open" nor "closed". */
export type Undocumented = "undocumented";

/** Stands where a fact exists but no source for it was found. */
export type Unknown = "unknown";

/**
 * Who may reach a port: `network`, other machines; `loopback`, the server itself only.
 *
 * Source: the page's Localhost column, or for port 579 its note.
 */
export type Scope = "network" | "loopback";

/**
 * How connections to a port are protected: `"implicit"`, by TLS from the first byte; `"starttls"`, by
 * an upgrade to TLS inside the protocol, which it offers (STARTTLS, or AUTH TLS of FTP); `"ssh"`, by
 * SSH; `"none"`, a plain-text port, with no source that speaks of protection; `"undocumented"`, no
 * source says.
 */
export type Protection = "implicit" | "starttls" | "ssh" | "none" | Undocumented;

/**
 * Where a curated fact comes from.
 *
 * - `table`, `note`, `page`: the port's row, the note in that row, or the rest of the documentation
 *   page that holds for the release (see {@link Release.source})
 * - `documentation`: another page of the cPanel & WHM documentation
 * - `whm-api`: a function of WHM API 1
 * - `rfc`: a Request for Comments; `section` is `null` where the whole of it is meant
 * - `iana`: the IANA Service Name and Transport Protocol Port Number Registry
 * - `secondary`: a source that is not cPanel's own
 */
export type Basis =
  | {
      /** What the source is. */
      readonly kind: "table";
    }
  | { readonly kind: "note" }
  | { readonly kind: "page" }
  | {
      readonly kind: "documentation";
      /** The page. */
      readonly url: string;
      /** The day of the copy that says so, `YYYY-MM-DD`, where the page has changed since. */
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
      /** The section of it, such as `8.3`; `null` where the whole of it is meant. */
      readonly section: string | null;
    }
  | { readonly kind: "iana" }
  | { readonly kind: "secondary"; readonly url: string };

/** A date as exact as its source: a day (`2024-02-15`) or a month (`2025-10`). */
export interface LifecycleDate {
  /** The day or the month: `YYYY-MM-DD` or `YYYY-MM`. */
  readonly date: string;
  /** `true` where the source says so: every end of life is approximate by the title of its column. */
  readonly approximate: boolean;
  readonly basis: readonly Basis[];
}

/** The documentation page that holds for a release. */
export interface Source {
  /** The first release for which the page is valid; it names the page. */
  readonly page: number;
  /** The URL of the page. */
  readonly url: string;
  /** What the page says of itself: the last release for which it is valid, or `"latest"`. */
  readonly validThrough: number | "latest";
  /** The page's "last modified" day, `YYYY-MM-DD`. */
  readonly lastModified: string;
  /** SHA-256 of the snapshot from which the facts were transcribed, hexadecimal. */
  readonly sha256: string;
}

/** A release of cPanel & WHM. */
export interface Release<R extends number = ReleaseNumber> {
  /** The number of the release. */
  readonly release: R;
  readonly source: Source;
  /** Whether it is a Long-Term Support release; `"unknown"` where no source says. */
  readonly longTermSupport: boolean | Unknown;
  /** Where `longTermSupport` comes from; empty where it is unknown. */
  readonly longTermSupportBasis: readonly Basis[];
  readonly firstPublicBuild: LifecycleDate | Unknown;
  readonly endOfLife: LifecycleDate | Unknown;
  /** Until when some systems get updates after the end of life. */
  readonly extendedSupport:
    | {
        /** The last day, `YYYY-MM-DD`. */
        readonly until: string;
        /** The operating systems that get them. */
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
  /** Whether the Notes column says anything. */
  readonly note: boolean;
}

/** What must hold on a server for a port to be used at all. */
export type Requirement =
  | {
      /** What it is about. */
      readonly kind: "operating-system";
      /** The operating systems of which one must run. */
      readonly operatingSystems: readonly OperatingSystemId[];
    }
  | {
      readonly kind: "setting";
      /** Where the setting is, as menus lead to it. */
      readonly setting: string;
    }
  | {
      readonly kind: "software";
      /** The software that must be installed, all of it. */
      readonly software: readonly string[];
    }
  | {
      readonly kind: "usage";
      /** What the server must be used for. */
      readonly usage: string;
    };

/** A condition under which a port is used: without it, the port is idle. */
export interface Condition {
  /** Unique in the dataset: one id is one condition, on whatever ports. */
  readonly id: string;
  /** The protocols of the port that it is about; the others are used without it. */
  readonly protocols: readonly Protocol[];
  readonly requires: Requirement;
  /** The condition in our own words, for the end of a sentence: `only if …`. */
  readonly text: string;
  readonly basis: readonly Basis[];
}

/** A curated remark on a port or a service, in our own words. */
export interface Annotation {
  /** What kind of remark it is. */
  readonly kind: "usage" | "advice" | "requirement" | "warning";
  /** Unique among the annotations of that kind and port, or service. */
  readonly id: string;
  /** The remark. */
  readonly text: string;
  readonly basis: readonly Basis[];
}

/**
 * A port as one or more releases document it.
 *
 * `documented` holds the page's row, cell for cell. Everything else is curated: it is derived from
 * other sources or from the row's note, and `basis` names them.
 */
export interface PortEntry<P extends number = PortNumber> {
  /** The number of the port. */
  readonly port: P;
  readonly documented: DocumentedRow;
  /** The services that use the port; a row can name several. */
  readonly services: readonly ServiceId[];
  /** The categories of those services. */
  readonly categories: readonly Category[];
  readonly scope: Scope;
  readonly protection: Protection;
  /** The port of the same service with TLS, or without: `null` where there is none. */
  readonly twin: PortNumber | null;
  /** The source ports that outbound connections must be able to use. */
  readonly sourcePorts: readonly number[] | Undocumented;
  /** The names that IANA has registered for the port; empty where it has none. */
  readonly ianaNames: readonly string[];
  /** All of them must hold; empty for a port that is used on every server that runs the service. */
  readonly conditions: readonly Condition[];
  readonly annotations: readonly Annotation[];
  /** Where `scope`, `protection`, `twin`, `sourcePorts` and `ianaNames` come from; empty for what is `undocumented` or `null`. */
  readonly basis: {
    readonly scope: readonly Basis[];
    readonly protection: readonly Basis[];
    readonly twin: readonly Basis[];
    readonly sourcePorts: readonly Basis[];
    readonly ianaNames: readonly Basis[];
  };
}

/** A service of cPanel & WHM, or one that it reaches on other machines. */
export interface Service<I extends string = ServiceId> {
  /** The id by which filters and options name it. */
  readonly id: I;
  /** The name that readers see. */
  readonly name: string;
  /** Other names by which a filter finds it. */
  readonly aliases: readonly string[];
  /** What kind of service it is. */
  readonly category: Category;
  /**
   * The names by which WHM knows the daemons that serve it, by span of releases
   * (`through` is inclusive); `"none"` for a service without a daemon of its own.
   */
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
  /** The server roles that switch it on. */
  readonly roles: readonly string[] | "always-on" | Undocumented;
  /** The server profiles that leave it out; a profile in which it is optional does not count. */
  readonly profilesWithout: readonly ("DATABASENODE" | "DNSNODE" | "MAILNODE")[] | Undocumented;
  /** What else is to be said, conflicts of the documentation among it. */
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
  /** Curated: the networks from which it calls. */
  readonly senders: {
    /** The networks, as an address and the length of its prefix. */
    readonly networks: readonly string[];
    readonly basis: readonly Basis[];
  };
}

/** A feature whose scanners connect to the server, and the addresses they come from. */
export interface FeatureSource {
  /** The name of the feature. */
  readonly name: FeatureName;
  /** The inbound TCP ports that it needs. */
  readonly ports: readonly PortNumber[];
  /** IP addresses that the page lists. */
  readonly addresses: readonly string[];
  /** URLs from which the page has the addresses fetched. */
  readonly feeds: readonly string[];
}

/** A firewall that a page recommends. */
export type Firewall = "nftables" | "iptables" | "firewalld";

/** The firewall recommended for an operating system. */
export interface FirewallRecommendation {
  /** The id of the operating system. */
  readonly operatingSystem: OperatingSystemId;
  /** The versions for which it holds: `"any"`, one version (`"7"`), or that and later ones (`"8+"`). */
  readonly versions: string;
  /** The firewall that the page recommends. */
  readonly firewall: Firewall;
}

/** A run of consecutive releases, both ends included, and what holds in all of them. */
export interface Span<T> {
  /** The first release. */
  readonly from: ReleaseNumber;
  /** The last release. */
  readonly through: ReleaseNumber;
  /** What holds in all of them. */
  readonly value: T;
}

/** A release that came after the newest documentation page that this dataset has. */
export interface LaterRelease {
  /** The number of the release. */
  readonly release: number;
  /** Whether it is a Long-Term Support release; `"unknown"` where no source says. */
  readonly longTermSupport: boolean | Unknown;
  /** Where `longTermSupport` comes from; empty where it is unknown. */
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

/** Why two adjacent pages differ. */
export interface DocumentedChange {
  /** The two adjacent releases between which it changes. */
  readonly between: readonly [ReleaseNumber, ReleaseNumber];
  /** What it is a change of. */
  readonly subject: "port" | "license-callback" | "feature-sources" | "recommended-firewall";
  /** The port, where the subject is one. */
  readonly port: PortNumber | null;
  /** Why it changed. */
  readonly text: string;
  readonly basis: readonly Basis[];
}

/** The releases, both ends included, in which a port's entry is the same. */
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
  /** Which way the connection is opened; its reply packets are part of the need. */
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** The destination port. */
  readonly port: number;
  /** The source port from which it comes, where that is fixed. */
  readonly sourcePort: number | "any";
  readonly families: readonly Family[];
  /** The destination networks. */
  readonly destinations: "any" | readonly string[];
}

/** ICMP messages that every server needs. */
export interface NeededIcmp {
  /** Which way the packets travel; replies are listed on their own. */
  readonly direction: Direction;
  /** `icmp` is of IPv4, `icmpv6` of IPv6. */
  readonly protocol: "icmp" | "icmpv6";
  /** The ICMP type. */
  readonly type: number;
  /** The ICMP codes. */
  readonly codes: "any" | readonly number[];
  /** The name of the type in IANA's registry, in lower case and with hyphens. */
  readonly name: string;
}

/** Something that every server needs, whatever services it runs; curated, apart from documented ports. */
export interface ServerNeed {
  /** The id by which options name it. */
  readonly id: ServerNeedId;
  /** What it is called. */
  readonly name: string;
  /** What it is for, in our own words. */
  readonly text: string;
  /** What must get through. */
  readonly traffic: readonly (NeededPort | NeededIcmp)[];
  readonly basis: readonly Basis[];
}

/** A port that no page lists, and that only the server itself may reach where it is in use; curated. */
export interface InternalPort {
  /** Identifies it. */
  readonly id: string;
  /** What listens there. */
  readonly name: string;
  /** The number of the port. */
  readonly port: number;
  /** The protocols that are spoken there. */
  readonly protocols: readonly Protocol[];
  /** What listens there and why only the server itself may reach it, in our own words. */
  readonly text: string;
  readonly basis: readonly Basis[];
}

/** Ports that a list opens, in one direction. */
export interface ElsewherePorts {
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** `"undocumented"` where the list names none. */
  readonly family: Family | Undocumented;
  /** In ascending order. */
  readonly ports: readonly number[];
}

/** What somebody else opens for cPanel & WHM: a published list, apart from what the pages document. */
export interface ElsewhereList {
  readonly id: ElsewhereListId;
  /** What it is called. */
  readonly name: string;
  /** Who publishes it. */
  readonly publisher: string;
  /** The version of the list, as its publisher writes it; `null` where it has none. */
  readonly version: string | null;
  /** The day on which that list was published or last changed, `YYYY-MM-DD`. */
  readonly date: string;
  /** The address of the list. */
  readonly source: string;
  /** What else its source says of it, in our own words; `null` where that is nothing. */
  readonly remark: string | null;
  /** By family, inbound before outbound, TCP before UDP; what the list does not speak of is absent. */
  readonly ports: readonly ElsewherePorts[];
}

/** The compiled dataset: everything, with each value written once beside the releases it holds for. */
export interface Dataset {
  /** When the pages were captured, and the release that was the latest then. */
  readonly snapshot: {
    /** The day, `YYYY-MM-DD`, on which the pages were captured at the latest. */
    readonly capturedOnOrBefore: string;
    /** The release that was the latest then. */
    readonly latestRelease: number;
  };
  /** The releases, in ascending order. */
  readonly releases: readonly Release[];
  /** The releases that came after the newest page. */
  readonly laterReleases: readonly LaterRelease[];
  /** The services, in the order of their ids. */
  readonly services: readonly Service[];
  /** The operating systems that pages name. */
  readonly operatingSystems: readonly OperatingSystem[];
  /** The ports, in ascending order, by spans of releases. */
  readonly ports: readonly PortSpan[];
  /** How the license system reaches a server, by spans of releases. */
  readonly licenseCallback: readonly Span<LicenseCallback>[];
  /** The features whose scanners connect to the server, by spans of releases. */
  readonly featureSources: readonly Span<readonly FeatureSource[] | Undocumented>[];
  /** The firewalls that the pages recommend, by spans of releases. */
  readonly recommendedFirewalls: readonly Span<readonly FirewallRecommendation[]>[];
  /** Why adjacent pages differ. */
  readonly changes: readonly DocumentedChange[];
  /** What every server needs beside the documented ports. */
  readonly serverNeeds: readonly ServerNeed[];
  /** The ports that no page lists, and that must stay on loopback. */
  readonly internalPorts: readonly InternalPort[];
}

/** What every server needs, and the ports that stay on loopback. */
export type ServerNeedsData = Pick<Dataset, "internalPorts" | "serverNeeds">;

/** What tells which release answers for a version, without the rest of the data. */
export interface Versions extends Pick<Dataset, "snapshot"> {
  /** The last version for which the page of the newest release says that it holds. */
  readonly coveredThrough: number;
  /** The releases, in ascending order, with the page of each. */
  readonly pages: readonly (readonly [release: ReleaseNumber, page: number])[];
}

/** The file `data/dataset.json`: the dataset, and what it is. */
export interface DatasetFile extends Dataset {
  /** The path of the JSON Schema, relative to the file. */
  readonly $schema: string;
  /** The version of the package that the file is of. */
  readonly version: string;
}
