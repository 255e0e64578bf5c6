import * as z from "zod";
import { day, label, portNumber } from "./page.ts";

/** An identifier: lower-case words joined by hyphens. */
export const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** A sentence or two in our own words, on one line. */
export const text = z
  .string()
  .regex(/^\S[^\n]*[.)]$/)
  .max(400);

const httpsUrl = z.url({ protocol: /^https$/ });

/** Where a curated fact comes from. */
export const basis = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("table") }),
  z.strictObject({ kind: z.literal("note") }),
  z.strictObject({ kind: z.literal("page") }),
  z.strictObject({ kind: z.literal("documentation"), url: httpsUrl }),
  z.strictObject({ kind: z.literal("whm-api"), function: z.string().regex(/^[a-z_]+$/) }),
  z.strictObject({
    kind: z.literal("rfc"),
    number: z.int().min(1),
    section: z
      .string()
      .regex(/^\d+(?:\.\d+)*$/)
      .or(z.null()),
  }),
  z.strictObject({ kind: z.literal("iana") }),
  z.strictObject({ kind: z.literal("secondary"), url: httpsUrl }),
]);

const bases = z.array(basis).min(1);

/** A release number: even, 102 or later. */
export const releaseNumber = z.int().min(102).multipleOf(2);

const from = releaseNumber;
const through = releaseNumber.or(z.literal("latest"));

/** A lifecycle date, as exact as its source: a day or a month. */
export const lifecycleDate = z
  .strictObject({
    date: day.or(z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)),
    approximate: z.boolean(),
    basis: bases,
  })
  .or(z.literal("unknown"));

/** One release of `data/releases.json`. */
export const releaseRecord = z.strictObject({
  release: releaseNumber,
  page: z.int(),
  longTermSupport: z.literal(true).or(z.literal("unknown")),
  firstPublicBuild: lifecycleDate,
  endOfLife: lifecycleDate,
  extendedSupport: z
    .strictObject({ until: day, systems: z.array(label).min(1), basis: bases })
    .or(z.literal("unknown")),
});

/** A release that came after the newest page: known to exist, not in the dataset. */
export const laterRelease = z.strictObject({
  release: releaseNumber,
  longTermSupport: z.literal(true).or(z.literal("unknown")),
  firstPublicBuild: lifecycleDate,
  endOfLife: lifecycleDate,
});

/** `data/releases.json`. */
export const releasesFile = z.strictObject({
  snapshot: z.strictObject({ capturedOnOrBefore: day, latestRelease: releaseNumber }),
  releases: z.array(releaseRecord).min(1),
  laterReleases: z.array(laterRelease),
});

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

/** One service of `data/services.json`. */
export const serviceRecord = z.strictObject({
  id,
  name: label,
  aliases: z.array(z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)),
  category,
  daemons: z
    .array(z.strictObject({ from, through, names: z.array(id).min(1) }))
    .min(1)
    .or(z.literal("none"))
    .or(z.literal("undocumented")),
  roles: z
    .array(z.string().regex(/^[A-Z][A-Za-z]+$/))
    .min(1)
    .or(z.literal("always-on"))
    .or(z.literal("undocumented")),
  profilesWithout: z
    .array(z.enum(["DATABASENODE", "DNSNODE", "MAILNODE"]))
    .or(z.literal("undocumented")),
  basis: bases,
});

/** `data/services.json`. */
export const servicesFile = z.strictObject({
  services: z.array(serviceRecord).min(1),
  labels: z.record(label, z.array(id).min(1)),
});

/** One operating system of `data/operating-systems.json`; the id is that of `/etc/os-release`. */
export const operatingSystemRecord = z.strictObject({
  id,
  name: label,
  labels: z.array(label).min(1),
  basis: bases,
});

/** `data/operating-systems.json`. */
export const operatingSystemsFile = z.strictObject({
  operatingSystems: z.array(operatingSystemRecord).min(1),
});

/** What must hold on a server for a port to be used at all. */
export const requirement = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("operating-system"), operatingSystems: z.array(id).min(1) }),
  z.strictObject({ kind: z.literal("setting"), setting: label }),
  z.strictObject({ kind: z.literal("software"), software: z.array(label).min(1) }),
]);

const span = { port: portNumber, from, through };

/** The kinds of annotation that are text. */
export const remarkKind = z.enum(["usage", "advice", "requirement", "warning"]);

/** One curated statement about a port over a span of releases. */
export const portAnnotation = z.discriminatedUnion("kind", [
  z.strictObject({ ...span, kind: z.literal("scope"), scope: z.literal("loopback"), basis: bases }),
  z.strictObject({
    ...span,
    kind: z.literal("tls"),
    tls: z.boolean().or(z.literal("starttls")),
    basis: bases,
  }),
  z.strictObject({ ...span, kind: z.literal("twin"), twin: portNumber, basis: bases }),
  z.strictObject({
    ...span,
    kind: z.literal("source-ports"),
    sourcePorts: z.array(portNumber).min(1),
    basis: bases,
  }),
  z.strictObject({ ...span, kind: z.literal("iana-names"), names: z.array(id), basis: bases }),
  z.strictObject({
    ...span,
    kind: z.literal("condition"),
    id,
    requires: requirement,
    text,
    basis: bases,
  }),
  ...remarkKind.options.map((kind) =>
    z.strictObject({ ...span, kind: z.literal(kind), id, text, basis: bases }),
  ),
]);

/** Why two adjacent pages differ. */
export const changeAnnotation = z.strictObject({
  between: z.tuple([releaseNumber, releaseNumber]),
  subject: z.enum(["port", "license-callback", "feature-sources", "recommended-firewall"]),
  port: portNumber.nullable(),
  text,
  basis: bases,
});

/** `data/annotations.json`. */
export const annotationsFile = z.strictObject({
  ports: z.array(portAnnotation).min(1),
  changes: z.array(changeAnnotation),
  licenseCallbackSenders: z.strictObject({
    networks: z.array(z.cidrv4().or(z.cidrv6())).min(1),
    basis: bases,
  }),
});

export type Basis = z.infer<typeof basis>;
export type ReleasesFile = z.infer<typeof releasesFile>;
export type ServicesFile = z.infer<typeof servicesFile>;
export type OperatingSystemsFile = z.infer<typeof operatingSystemsFile>;
export type AnnotationsFile = z.infer<typeof annotationsFile>;
export type PortAnnotation = z.infer<typeof portAnnotation>;
