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

/** A condition in our own words, for the end of a sentence. */
export const conditionText = z
  .string()
  .regex(/^only if \S[^\n]*[^\n.]$/)
  .max(200);

/** Where a curated fact comes from. */
export const basis = z.discriminatedUnion("kind", [
  object({
    /** What the source is. */
    kind: z.literal("table"),
  }),
  object({ kind: z.literal("note") }),
  object({ kind: z.literal("page") }),
  object({
    kind: z.literal("documentation"),
    /** The page. */
    url: httpsUrl,
    /** The day of the copy that says so, where the page has changed since. */
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
    /** The section of it; `null` where the whole of it is meant. */
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

/** A lifecycle date, as exact as its source: a day or a month. */
export const lifecycleDate = object({
  /** The day or the month. */
  date: day.or(z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)),
  /** Whether the source says "about". */
  approximate: z.boolean(),
  /** Where the fact comes from. */
  basis: bases,
});

/** The lifecycle of a release that a page need not document. */
const laterLifecycle = {
  /** Whether it is a Long-Term Support release; `unknown` where no source says. */
  longTermSupport: z.boolean().or(unknown),
  /** Where that comes from; empty where it is unknown. */
  longTermSupportBasis: list(basis),
  /** When its first public build came out. */
  firstPublicBuild: lifecycleDate.or(unknown),
  /** When its support ends. */
  endOfLife: lifecycleDate.or(unknown),
};

/** The lifecycle of a release of the dataset. */
export const lifecycle = {
  ...laterLifecycle,
  /** Until when some systems get updates after the end of life. */
  extendedSupport: object({
    /** The last day. */
    until: day,
    /** The operating systems that get them. */
    systems: someOf(label),
    /** Where the fact comes from. */
    basis: bases,
  }).or(unknown),
};

/** A release that came after the newest page: known to exist, not in the dataset. */
export const laterRelease = object({
  /** The number of the release. */
  release: releaseNumber,
  ...laterLifecycle,
});

/** When the pages were captured, and the release that was the latest then. */
export const snapshot = object({
  /** The day on which the pages were captured at the latest. */
  capturedOnOrBefore: day,
  /** The release that was the latest then. */
  latestRelease: releaseNumber,
});

/** `data/releases.json`. */
export const releasesFile = object({
  /** When the pages were captured. */
  snapshot,
  /** The releases, in ascending order. */
  releases: someOf(
    object({
      /** The number of the release. */
      release: releaseNumber,
      /** The number of the page that holds for it. */
      page: z.int(),
      ...lifecycle,
    }),
  ),
  /** The releases that came after the newest page. */
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

/** The server roles that switch a service on. */
export const roles = someOf(z.string().regex(/^[A-Z][A-Za-z]+$/))
  .or(z.literal("always-on"))
  .or(undocumented);

/** The server profiles that leave a service out; a profile in which it is optional does not count. */
export const profilesWithout = list(z.enum(["DATABASENODE", "DNSNODE", "MAILNODE"])).or(
  undocumented,
);

/** A remark on a service. */
export const annotation = object({
  /** What kind of remark it is. */
  kind: z.enum(["usage", "advice", "requirement", "warning"]),
  /** Its id, unique among the remarks of that kind and port or service. */
  id,
  /** The remark. */
  text,
  /** Where the fact comes from. */
  basis: bases,
});

/** `data/services.json`. */
export const servicesFile = object({
  /** The services, in the order of their ids. */
  services: someOf(
    object({
      /** The id by which filters and options name it. */
      id,
      /** The name that readers see. */
      name: label,
      /** Other names by which filters find it. */
      aliases: list(id),
      /** What kind of service it is. */
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
      /** The server roles that switch it on. */
      roles,
      /** The server profiles that leave it out. */
      profilesWithout,
      /** What else is to be said, conflicts of the documentation among it. */
      annotations: list(annotation),
      /** Where the fact comes from. */
      basis: bases,
    }),
  ),
  /** The services that a label of the Service column names. */
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
      /** How pages name it. */
      labels: someOf(label),
      /** Where the fact comes from. */
      basis: bases,
    }),
  ),
});

/** What must hold on a server for a port to be used at all. */
const requirement = z.discriminatedUnion("kind", [
  object({
    /** What it is about. */
    kind: z.literal("operating-system"),
    /** The operating systems of which one must run. */
    operatingSystems: someOf(id),
  }),
  object({
    kind: z.literal("setting"),
    /** Where the setting is, as menus lead to it. */
    setting: label,
  }),
  object({
    kind: z.literal("software"),
    /** The software that must be installed, all of it. */
    software: someOf(label),
  }),
  object({
    kind: z.literal("usage"),
    /** What the server must be used for. */
    usage: label,
  }),
]);

/** How connections to a port are protected, where a source says. */
export const protection = z.enum(["implicit", "starttls", "ssh", "none"]);

const span = {
  /** The number of the port. */
  port: portNumber,
  /** The first release for which it holds. */
  from,
  /** The last release for which it holds, or `latest`. */
  through,
};

const sourced = {
  /** Where the fact comes from. */
  basis: bases,
};

const remark = {
  ...span,
  /** Unique among those of its kind. */
  id,
  /** The statement, in our own words. */
  text,
  ...sourced,
};

/** One curated statement about a port over a span of releases. */
export const portAnnotation = z.discriminatedUnion("kind", [
  object({
    ...span,
    /** What is stated. */
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
    /** The port of the same service with TLS, or without. */
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
    /** The names that IANA has registered for the port. */
    names: list(id),
    ...sourced,
  }),
  object({
    ...remark,
    kind: z.literal("condition"),
    /** The condition, for the end of a sentence. */
    text: conditionText,
    /** The protocols that it is about; left out where it is about all of the port's. */
    protocols: someOf(z.enum(["tcp", "udp"])).optional(),
    /** What must hold on a server for the port to be used. */
    requires: requirement,
  }),
  object({ ...remark, kind: z.literal("usage") }),
  object({ ...remark, kind: z.literal("advice") }),
  object({ ...remark, kind: z.literal("requirement") }),
  object({ ...remark, kind: z.literal("warning") }),
]);

/** What two adjacent pages can differ in. */
export const changeSubject = z.enum([
  "port",
  "license-callback",
  "feature-sources",
  "recommended-firewall",
]);

/** A network: an address and the length of its prefix. */
export const network = z.string().regex(z.regexes.cidrv4).or(z.string().regex(z.regexes.cidrv6));

/** Networks, and where they are named. */
export const networks = object({
  /** The networks, as an address and the length of its prefix. */
  networks: someOf(network),
  /** Where the fact comes from. */
  basis: bases,
});

/** `data/annotations.json`. */
export const annotationsFile = object({
  /** The statements about ports. */
  ports: someOf(portAnnotation),
  /** Why adjacent pages differ. */
  changes: list(
    object({
      /** The two adjacent releases. */
      between: z.tuple([releaseNumber, releaseNumber]).readonly(),
      /** What it is a change of. */
      subject: changeSubject,
      /** The number of the port; `null` where the subject is none. */
      port: portNumber.nullable(),
      /** Why it changed. */
      text,
      /** Where the fact comes from. */
      basis: bases,
    }),
  ),
  /** The networks from which cPanel's license system calls. */
  licenseCallbackSenders: networks,
});

/** Where a curated fact comes from. */
export type Basis = z.infer<typeof basis>;

/** The file `data/releases.json`. */
export type ReleasesFile = z.infer<typeof releasesFile>;

/** The file `data/services.json`. */
export type ServicesFile = z.infer<typeof servicesFile>;

/** Traffic to a port, or ICMP messages, that every server needs. */
export const neededTraffic = z.union([
  object({
    /** Which way the packets go, or connections are opened. */
    direction,
    /** The protocol. */
    protocol,
    /** The number of the port. */
    port: portNumber,
    /** The source port, or `any`. */
    sourcePort: portNumber.or(z.literal("any")),
    /** The versions of the internet protocol. */
    families: someOf(family),
    /** Where the packets go: networks, or `any`. */
    destinations: z.literal("any").or(someOf(network)),
  }),
  object({
    /** Which way the packets go, or connections are opened. */
    direction,
    /** The protocol. */
    protocol: z.enum(["icmp", "icmpv6"]),
    /** The ICMP type. */
    type: octet,
    /** The ICMP codes. */
    codes: z.literal("any").or(someOf(octet)),
    /** What it is called. */
    name: id,
  }),
]);

/** The fields of a server need beside its id. */
export const serverNeedFields = {
  /** What it is called. */
  name: label,
  /** What it is for, in our own words. */
  text,
  /** What must get through. */
  traffic: someOf(neededTraffic),
  /** Where the fact comes from. */
  basis: bases,
};

/** A port that only the server itself may reach. */
export const internalPort = object({
  /** Identifies it. */
  id,
  /** What it is called. */
  name: label,
  /** The number of the port. */
  port: portNumber,
  /** The protocols that are spoken there. */
  protocols: someOf(protocol),
  /** What it is for, in our own words. */
  text,
  /** Where the fact comes from. */
  basis: bases,
});

/** `data/needs.json`. */
export const needsFile = object({
  /** What every server needs beside the documented ports. */
  serverNeeds: someOf(
    object({
      /** The id by which options name it. */
      id,
      ...serverNeedFields,
    }),
  ),
  /** The ports that no page lists, and that must stay on loopback. */
  internalPorts: list(internalPort),
});

/** The fields of a list that somebody else publishes, beside its id. */
export const elsewhereListFields = {
  /** What it is called. */
  name: label,
  /** Who publishes it. */
  publisher: label,
  /** The version of the list, as its publisher writes it; null where it has none. */
  version: label.nullable(),
  /** The day on which that list was published or last changed. */
  date: day,
  /** The address of the list. */
  source: httpsUrl,
  /** What else its source says of it, in our own words; null where that is nothing. */
  remark: text.nullable(),
  /** What it opens; what it does not speak of is absent. */
  ports: someOf(
    object({
      /** Which way connections are opened. */
      direction,
      /** The protocol. */
      protocol,
      /** The family; `undocumented` where the list names none. */
      family: family.or(undocumented),
      /** The ports, in ascending order. */
      ports: someOf(portNumber),
    }),
  ),
};

/** `data/elsewhere.json`. */
export const elsewhereFile = object({
  /** What others open for cPanel & WHM. */
  lists: someOf(
    object({
      /** The id by which it is named. */
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
