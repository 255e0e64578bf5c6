import * as z from "zod/v4";
import { list, object, someOf } from "./build.ts";
import { direction, family, protocol } from "./net.ts";
import { day, httpsUrl, label, portNumber } from "./page.ts";

/** An identifier: lower-case words joined by hyphens. */
export const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** A sentence or two in our own words, on one line. */
export const text = z
  .string()
  .regex(/^\S[^\n]*[.)]$/)
  .max(400);

/** A condition in our own words, to end a sentence. */
export const conditionText = z
  .string()
  .regex(/^only if \S[^\n]*[^\n.]$/)
  .max(200);

/** The source of a curated fact. */
export const basis = z.discriminatedUnion("kind", [
  object({
    /** The kind of source. */
    kind: z.literal("table"),
  }),
  object({ kind: z.literal("note") }),
  object({ kind: z.literal("page") }),
  object({
    kind: z.literal("documentation"),
    /** The URL of the page. */
    url: httpsUrl,
    /** The day of the copy that states it, if the page has changed since. */
    asOf: day.optional(),
  }),
  object({
    kind: z.literal("whm-api"),
    /** The name of the function. */
    function: z.string().regex(/^[a-z_]+$/),
  }),
  object({
    kind: z.literal("rfc"),
    /** The number of the document. */
    number: z.int().min(1),
    /** The section; `null` for the whole document. */
    section: z
      .string()
      .regex(/^\d+(?:\.\d+)*$/)
      .nullable(),
  }),
  object({ kind: z.literal("iana") }),
  object({ kind: z.literal("secondary"), url: httpsUrl }),
]);

/** At least one source. */
export const bases = someOf(basis);

/** A release number: even, 102 or later. */
export const releaseNumber = z.int().min(102).multipleOf(2);

const from = releaseNumber;
const through = releaseNumber.or(z.literal("latest"));
const unknown = z.literal("unknown");
const undocumented = z.literal("undocumented");

/** A lifecycle date with the precision of its source: a day or a month. */
export const lifecycleDate = object({
  /** The day or the month. */
  date: day.or(z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)),
  /** Whether the source calls the date approximate. */
  approximate: z.boolean(),
  /** The sources of the fact. */
  basis: bases,
});

/** The lifecycle of a release, documented by a page or not. */
const laterLifecycle = {
  /** Whether it is a Long-Term Support release; `unknown` if no source states it. */
  longTermSupport: z.boolean().or(unknown),
  /** The sources of `longTermSupport`; empty if it is unknown. */
  longTermSupportBasis: list(basis),
  /** The date of the first public build. */
  firstPublicBuild: lifecycleDate.or(unknown),
  /** The date on which support ends. */
  endOfLife: lifecycleDate.or(unknown),
};

/** The lifecycle of a release of the dataset. */
export const lifecycle = {
  ...laterLifecycle,
  /** The updates that some systems get after the end of life. */
  extendedSupport: object({
    /** The last day. */
    until: day,
    /** The operating systems that get updates. */
    systems: someOf(label),
    /** The sources of the fact. */
    basis: bases,
  }).or(unknown),
};

/** A release after the newest page: known to exist, not in the dataset. */
export const laterRelease = object({
  /** The number of the release. */
  release: releaseNumber,
  ...laterLifecycle,
});

/** The capture of the pages. */
export const snapshot = object({
  /** The latest possible day of the capture. */
  capturedOnOrBefore: day,
  /** The latest release at that time. */
  latestRelease: releaseNumber,
});

/** `data/releases.json`. */
export const releasesFile = object({
  /** The capture of the pages. */
  snapshot,
  /** The releases, in ascending order. */
  releases: someOf(
    object({
      /** The number of the release. */
      release: releaseNumber,
      /** The number of the page that applies to it. */
      page: z.int(),
      ...lifecycle,
    }),
  ),
  /** The releases after the newest page. */
  laterReleases: list(laterRelease),
});

/** A number of one byte. */
const octet = z.int().min(0).max(255);

/** The categories of services. */
export const category = z.enum([
  "control-panel",
  "database",
  "dns",
  "file-transfer",
  "groupware",
  "identification",
  "licensing",
  "mail",
  "remote-access",
  "security",
  "software-installation",
  "spam-filter",
  "time",
  "web",
]);

/** The server roles that enable a service. */
export const roles = someOf(z.string().regex(/^[A-Z][A-Za-z]+$/))
  .or(z.literal("always-on"))
  .or(undocumented);

/** The server profiles without a service; a profile in which it is optional does not count. */
export const profilesWithout = list(z.enum(["DATABASENODE", "DNSNODE", "MAILNODE"])).or(
  undocumented,
);

/** A remark on a service. */
export const annotation = object({
  /** The kind of remark. */
  kind: z.enum(["usage", "advice", "requirement", "warning"]),
  /** The id, unique among the remarks of this kind for the port or service. */
  id,
  /** The remark. */
  text,
  /** The sources of the fact. */
  basis: bases,
});

/** `data/services.json`. */
export const servicesFile = object({
  /** The services, in ascending order by id. */
  services: someOf(
    object({
      /** The id for filters and options. */
      id,
      /** The display name. */
      name: label,
      /** Alternative names for filters. */
      aliases: list(id),
      /** The category of the service. */
      category,
      /** The names of the daemons that serve it, by spans of releases. */
      daemons: someOf(
        object({
          /** The first release of the span. */
          from,
          /** The last release of the span, or `latest`. */
          through,
          /** The names of the daemons. */
          names: someOf(id),
        }),
      )
        .or(z.literal("none"))
        .or(undocumented),
      /** The server roles that enable it. */
      roles,
      /** The server profiles without it. */
      profilesWithout,
      /** Further remarks, such as conflicts within the documentation. */
      annotations: list(annotation),
      /** The sources of the fact. */
      basis: bases,
    }),
  ),
  /** The services by label of the Service column. */
  labels: z.record(label, someOf(id)).readonly(),
});

/** `data/operating-systems.json`; the ids are those of `/etc/os-release`. */
export const operatingSystemsFile = object({
  /** The operating systems that pages name. */
  operatingSystems: someOf(
    object({
      /** Its `ID` in `/etc/os-release`. */
      id,
      /** Its name. */
      name: label,
      /** The names that pages use. */
      labels: someOf(label),
      /** The sources of the fact. */
      basis: bases,
    }),
  ),
});

/** A requirement that a server must meet for a port to be used. */
const requirement = z.discriminatedUnion("kind", [
  object({
    /** The kind of requirement. */
    kind: z.literal("operating-system"),
    /** The operating systems; the server must run one of them. */
    operatingSystems: someOf(id),
  }),
  object({
    kind: z.literal("setting"),
    /** The setting, as a path of menus. */
    setting: label,
  }),
  object({
    kind: z.literal("software"),
    /** The software; all of it must be installed. */
    software: someOf(label),
  }),
  object({
    kind: z.literal("usage"),
    /** The usage that the server must have. */
    usage: label,
  }),
]);

/** How connections to a port are protected, if a source states it. */
export const protection = z.enum(["implicit", "starttls", "ssh", "none"]);

const span = {
  /** The number of the port. */
  port: portNumber,
  /** The first release that it applies to. */
  from,
  /** The last release that it applies to, or `latest`. */
  through,
};

const sourced = {
  /** The sources of the fact. */
  basis: bases,
};

const remark = {
  ...span,
  /** The id, unique among statements of this kind. */
  id,
  /** The statement, in our own words. */
  text,
  ...sourced,
};

/** One curated statement about a port over a span of releases. */
export const portAnnotation = z.discriminatedUnion("kind", [
  object({
    ...span,
    /** The kind of statement. */
    kind: z.literal("scope"),
    /** Who may reach the port. */
    scope: z.literal("loopback"),
    ...sourced,
  }),
  object({
    ...span,
    kind: z.literal("protection"),
    /** How connections to the port are protected. */
    protection,
    ...sourced,
  }),
  object({
    ...span,
    kind: z.literal("twin"),
    /** The TLS counterpart of a plain-text port, or the reverse. */
    twin: portNumber,
    ...sourced,
  }),
  object({
    ...span,
    kind: z.literal("source-ports"),
    /** The source ports that outbound connections must be able to use. */
    sourcePorts: someOf(portNumber),
    ...sourced,
  }),
  object({
    ...span,
    kind: z.literal("iana-names"),
    /** The names that IANA registered for the port. */
    names: list(id),
    ...sourced,
  }),
  object({
    ...remark,
    kind: z.literal("condition"),
    /** The condition, to end a sentence. */
    text: conditionText,
    /** The protocols that depend on it; default: all protocols of the port. */
    protocols: someOf(z.enum(["tcp", "udp"])).optional(),
    /** The requirement that the server must meet for the port to be used. */
    requires: requirement,
  }),
  object({ ...remark, kind: z.literal("usage") }),
  object({ ...remark, kind: z.literal("advice") }),
  object({ ...remark, kind: z.literal("requirement") }),
  object({ ...remark, kind: z.literal("warning") }),
]);

/** The subjects in which two adjacent pages can differ. */
export const changeSubject = z.enum([
  "port",
  "license-callback",
  "feature-sources",
  "recommended-firewall",
]);

/** A network: an address and a prefix length. */
export const network = z.string().regex(z.regexes.cidrv4).or(z.string().regex(z.regexes.cidrv6));

/** Networks, with their sources. */
export const networks = object({
  /** The networks, as an address and a prefix length. */
  networks: someOf(network),
  /** The sources of the fact. */
  basis: bases,
});

/** `data/annotations.json`. */
export const annotationsFile = object({
  /** The statements about ports. */
  ports: someOf(portAnnotation),
  /** The reasons why adjacent pages differ. */
  changes: list(
    object({
      /** The two adjacent releases. */
      between: z.tuple([releaseNumber, releaseNumber]).readonly(),
      /** The subject of the change. */
      subject: changeSubject,
      /** The number of the port; `null` for any other subject. */
      port: portNumber.nullable(),
      /** The reason for the change. */
      text,
      /** The sources of the fact. */
      basis: bases,
    }),
  ),
  /** The networks that cPanel's license system calls from. */
  licenseCallbackSenders: networks,
});

/** The source of a curated fact. */
export type Basis = z.infer<typeof basis>;

/** The file `data/releases.json`. */
export type ReleasesFile = z.infer<typeof releasesFile>;

/** The file `data/services.json`. */
export type ServicesFile = z.infer<typeof servicesFile>;

/** Traffic to a port, or ICMP messages, that every server needs. */
export const neededTraffic = z.union([
  object({
    /** The direction of the packets, or in which connections are opened. */
    direction,
    /** The protocol. */
    protocol,
    /** The number of the port. */
    port: portNumber,
    /** The source port, or `any`. */
    sourcePort: portNumber.or(z.literal("any")),
    /** The address families. */
    families: someOf(family),
    /** The destination networks, or `any`. */
    destinations: z.literal("any").or(someOf(network)),
  }),
  object({
    /** The direction of the packets, or in which connections are opened. */
    direction,
    /** The protocol. */
    protocol: z.enum(["icmp", "icmpv6"]),
    /** The ICMP type. */
    type: octet,
    /** The ICMP codes. */
    codes: z.literal("any").or(someOf(octet)),
    /** The name of the type in IANA's registry. */
    name: id,
  }),
]);

/** The fields of a server need, except its id. */
export const serverNeedFields = {
  /** The display name. */
  name: label,
  /** The purpose, in our own words. */
  text,
  /** The traffic to let through. */
  traffic: someOf(neededTraffic),
  /** The sources of the fact. */
  basis: bases,
};

/** A port that only the server itself should reach. */
export const internalPort = object({
  /** The id. */
  id,
  /** The display name. */
  name: label,
  /** The number of the port. */
  port: portNumber,
  /** The transport protocols of the port. */
  protocols: someOf(protocol),
  /** The purpose, in our own words. */
  text,
  /** The sources of the fact. */
  basis: bases,
});

/** `data/needs.json`. */
export const needsFile = object({
  /** The traffic that every server needs in addition to the documented ports. */
  serverNeeds: someOf(
    object({
      /** The id for options. */
      id,
      ...serverNeedFields,
    }),
  ),
  /** The ports that no page lists, and that must stay on loopback. */
  internalPorts: list(internalPort),
});

/** The fields of a list that somebody else publishes, except its id. */
export const elsewhereListFields = {
  /** The display name. */
  name: label,
  /** The publisher. */
  publisher: label,
  /** The version of the list, as its publisher writes it; null for none. */
  version: label.nullable(),
  /** The day on which the list was published or last changed. */
  date: day,
  /** The URL of the list. */
  source: httpsUrl,
  /** A remark from its source, in our own words; null for none. */
  remark: text.nullable(),
  /** The ports; parts that the list does not cover are absent. */
  ports: someOf(
    object({
      /** The direction in which connections are opened. */
      direction,
      /** The protocol. */
      protocol,
      /** The address family; `undocumented` if the list does not name one. */
      family: family.or(undocumented),
      /** The ports, in ascending order. */
      ports: someOf(portNumber),
    }),
  ),
};

/** `data/elsewhere.json`. */
export const elsewhereFile = object({
  /** The lists that others publish for cPanel & WHM. */
  lists: someOf(
    object({
      /** The id. */
      id,
      ...elsewhereListFields,
    }),
  ),
});

/** The file `data/elsewhere.json`. */
export type ElsewhereFile = z.infer<typeof elsewhereFile>;

/** The file `data/needs.json`. */
export type NeedsFile = z.infer<typeof needsFile>;

/** The file `data/operating-systems.json`. */
export type OperatingSystemsFile = z.infer<typeof operatingSystemsFile>;

/** The file `data/annotations.json`. */
export type AnnotationsFile = z.infer<typeof annotationsFile>;

/** One curated statement about a port over a span of releases. */
export type PortAnnotation = z.infer<typeof portAnnotation>;
