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

/** Where a curated fact comes from. */
export const basis = z.discriminatedUnion("kind", [
  object({ kind: z.literal("table") }),
  object({ kind: z.literal("note") }),
  object({ kind: z.literal("page") }),
  object({ kind: z.literal("documentation"), url: httpsUrl }),
  object({ kind: z.literal("whm-api"), function: z.string().regex(/^[a-z_]+$/) }),
  object({
    kind: z.literal("rfc"),
    number: z.int().min(1),
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
  date: day.or(z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)),
  approximate: z.boolean(),
  basis: bases,
});

/** The lifecycle of a release that a page need not document. */
const laterLifecycle = {
  longTermSupport: z.literal(true).or(unknown),
  firstPublicBuild: lifecycleDate.or(unknown),
  endOfLife: lifecycleDate.or(unknown),
};

/** The lifecycle of a release of the dataset. */
export const lifecycle = {
  ...laterLifecycle,
  extendedSupport: object({ until: day, systems: someOf(label), basis: bases }).or(unknown),
};

/** A release that came after the newest page: known to exist, not in the dataset. */
export const laterRelease = object({ release: releaseNumber, ...laterLifecycle });

/** When the pages were captured, and the release that was the latest then. */
export const snapshot = object({ capturedOnOrBefore: day, latestRelease: releaseNumber });

/** `data/releases.json`. */
export const releasesFile = object({
  snapshot,
  releases: someOf(object({ release: releaseNumber, page: z.int(), ...lifecycle })),
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

/** The server profiles that leave a service out. */
export const profilesWithout = list(z.enum(["DATABASENODE", "DNSNODE", "MAILNODE"])).or(
  undocumented,
);

/** `data/services.json`. */
export const servicesFile = object({
  services: someOf(
    object({
      id,
      name: label,
      aliases: list(id),
      category,
      daemons: someOf(object({ from, through, names: someOf(id) }))
        .or(z.literal("none"))
        .or(undocumented),
      roles,
      profilesWithout,
      basis: bases,
    }),
  ),
  labels: z.record(label, someOf(id)).readonly(),
});

/** `data/operating-systems.json`; the ids are those of `/etc/os-release`. */
export const operatingSystemsFile = object({
  operatingSystems: someOf(object({ id, name: label, labels: someOf(label), basis: bases })),
});

/** What must hold on a server for a port to be used at all. */
const requirement = z.discriminatedUnion("kind", [
  object({ kind: z.literal("operating-system"), operatingSystems: someOf(id) }),
  object({ kind: z.literal("setting"), setting: label }),
  object({ kind: z.literal("software"), software: someOf(label) }),
]);

/** How connections to a port are protected, where a source says. */
export const protection = z.enum(["implicit", "starttls", "ssh", "none"]);

const span = { port: portNumber, from, through };
const remark = { ...span, id, text, basis: bases };

/** One curated statement about a port over a span of releases. */
export const portAnnotation = z.discriminatedUnion("kind", [
  object({ ...span, kind: z.literal("scope"), scope: z.literal("loopback"), basis: bases }),
  object({ ...span, kind: z.literal("protection"), protection, basis: bases }),
  object({ ...span, kind: z.literal("twin"), twin: portNumber, basis: bases }),
  object({
    ...span,
    kind: z.literal("source-ports"),
    sourcePorts: someOf(portNumber),
    basis: bases,
  }),
  object({ ...span, kind: z.literal("iana-names"), names: list(id), basis: bases }),
  object({ ...remark, kind: z.literal("condition"), requires: requirement }),
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
export const networks = object({ networks: someOf(network), basis: bases });

/** `data/annotations.json`. */
export const annotationsFile = object({
  ports: someOf(portAnnotation),
  changes: list(
    object({
      between: z.tuple([releaseNumber, releaseNumber]).readonly(),
      subject: changeSubject,
      port: portNumber.nullable(),
      text,
      basis: bases,
    }),
  ),
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
    direction,
    protocol,
    port: portNumber,
    sourcePort: portNumber.or(z.literal("any")),
    families: someOf(family),
    destinations: z.literal("any").or(someOf(network)),
  }),
  object({
    direction,
    protocol: z.enum(["icmp", "icmpv6"]),
    type: octet,
    codes: z.literal("any").or(someOf(octet)),
    name: id,
  }),
]);

/** The fields of a server need beside its id. */
export const serverNeedFields = {
  name: label,
  text,
  traffic: someOf(neededTraffic),
  basis: bases,
};

/** A port that only the server itself may reach. */
export const internalPort = object({
  id,
  name: label,
  port: portNumber,
  protocols: someOf(protocol),
  text,
  basis: bases,
});

/** `data/needs.json`. */
export const needsFile = object({
  serverNeeds: someOf(object({ id, ...serverNeedFields })),
  internalPorts: list(internalPort),
});

/** The file `data/needs.json`. */
export type NeedsFile = z.infer<typeof needsFile>;

/** The file `data/operating-systems.json`. */
export type OperatingSystemsFile = z.infer<typeof operatingSystemsFile>;

/** The file `data/annotations.json`. */
export type AnnotationsFile = z.infer<typeof annotationsFile>;

/** One curated statement about a port over a span of releases. */
export type PortAnnotation = z.infer<typeof portAnnotation>;
