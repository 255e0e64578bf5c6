import * as z from "zod/v4";
import type {
  ElsewhereListId,
  FeatureName,
  OperatingSystemId,
  PortNumber,
  ReleaseNumber,
  ServerNeedId,
  ServiceId,
} from "../dataset/literals.generated.ts";
import { list, object, someOf } from "./build.ts";
import {
  annotation,
  bases,
  basis,
  category,
  changeSubject,
  conditionText,
  elsewhereListFields,
  id,
  internalPort,
  laterRelease,
  lifecycle,
  networks,
  profilesWithout,
  protection,
  releaseNumber,
  roles,
  serverNeedFields,
  snapshot,
  text,
} from "./curated.ts";
import { direction, family, protocol } from "./net.ts";
import { day, firewall, httpsUrl, ipAddress, label, portNumber, sha256, versions } from "./page.ts";

// These unions of literals grow with the data. The schemas only check the form of a value, so that they stay valid for
// later data; the compiler knows the values.
export const release = releaseNumber as unknown as z.ZodType<ReleaseNumber>;
const port = portNumber as unknown as z.ZodType<PortNumber>;
export const serviceId = id as unknown as z.ZodType<ServiceId>;
export const serverNeedId = id as unknown as z.ZodType<ServerNeedId>;
const elsewhereListId = id as unknown as z.ZodType<ElsewhereListId>;
const operatingSystemId = id as unknown as z.ZodType<OperatingSystemId>;
const featureName = label as unknown as z.ZodType<FeatureName>;

const undocumented = z.literal("undocumented");
const basesOrNone = list(basis);

/** How a release covers the requested version. */
export const coverage = z.enum(["assumed", "page", "release"]);

const span = { from: release, through: release };

export const releaseShape = object({
  release,
  source: object({
    page: z.int(),
    url: httpsUrl,
    validThrough: z.int().or(z.literal("latest")),
    lastModified: day,
    sha256,
  }),
  ...lifecycle,
});

export const serviceShape = object({
  id: serviceId,
  name: label,
  aliases: list(id),
  category,
  daemons: someOf(object({ from: releaseNumber, through: releaseNumber, names: someOf(id) }))
    .or(z.literal("none"))
    .or(undocumented),
  roles,
  profilesWithout,
  annotations: list(annotation),
  basis: bases,
});

export const condition = object({
  id,
  protocols: list(z.enum(["tcp", "udp"])),
  requires: z.discriminatedUnion("kind", [
    object({
      kind: z.literal("operating-system"),
      operatingSystems: someOf(operatingSystemId),
    }),
    object({ kind: z.literal("setting"), setting: label }),
    object({ kind: z.literal("software"), software: someOf(label) }),
    object({ kind: z.literal("usage"), usage: label }),
  ]),
  text: conditionText,
  basis: bases,
});

export const portEntryShape = object({
  port,
  documented: object({
    service: label,
    tcp: z.boolean(),
    udp: z.boolean(),
    inbound: z.boolean(),
    outbound: z.boolean(),
    localhost: z.boolean(),
    note: z.boolean(),
  }),
  services: someOf(serviceId),
  categories: someOf(category),
  scope: z.enum(["network", "loopback"]),
  protection: protection.or(undocumented),
  twin: port.nullable(),
  sourcePorts: someOf(portNumber).or(undocumented),
  ianaNames: list(id),
  conditions: list(condition),
  annotations: list(annotation),
  basis: object({
    scope: bases,
    protection: basesOrNone,
    twin: basesOrNone,
    sourcePorts: basesOrNone,
    ianaNames: bases,
  }),
});

const licenseCallbackPort = object({
  port,
  service: label,
  inbound: z.boolean(),
  outbound: z.boolean(),
});

export const licenseCallbackShape = object({
  ports: someOf(licenseCallbackPort),
  senders: networks,
});

export const featureSourceShape = object({
  name: featureName,
  ports: someOf(port),
  addresses: list(ipAddress),
  feeds: list(httpsUrl),
});

export const firewallRecommendationShape = object({
  operatingSystem: operatingSystemId,
  versions,
  firewall,
});

const documentedChange = object({
  between: z.tuple([release, release]).readonly(),
  subject: changeSubject,
  port: port.nullable(),
  text,
  basis: bases,
});

export const serverNeedShape = object({ id: serverNeedId, ...serverNeedFields });

export const datasetFileShape = object({
  $schema: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/),
  snapshot,
  releases: someOf(releaseShape),
  laterReleases: list(laterRelease),
  services: someOf(serviceShape),
  operatingSystems: someOf(object({ id: operatingSystemId, name: label })),
  ports: someOf(object({ ...span, entry: portEntryShape })),
  licenseCallback: someOf(object({ ...span, value: licenseCallbackShape })),
  featureSources: someOf(object({ ...span, value: someOf(featureSourceShape).or(undocumented) })),
  recommendedFirewalls: someOf(object({ ...span, value: someOf(firewallRecommendationShape) })),
  changes: list(documentedChange),
  serverNeeds: someOf(serverNeedShape),
  internalPorts: list(internalPort),
});

/** The two sides of a difference. */
const change = <T extends z.ZodType>(value: T) => ({
  before: value.or(undocumented),
  after: value.or(undocumented),
});

export const releaseDiffShape = object({
  title: label,
  from: releaseNumber,
  to: releaseNumber,
  requested: object({ from: releaseNumber, to: releaseNumber }),
  pages: object({ from: releaseNumber, to: releaseNumber }),
  coverage: object({ from: coverage, to: coverage }),
  added: list(portEntryShape),
  removed: list(portEntryShape),
  changed: list(
    object({
      port,
      before: portEntryShape,
      after: portEntryShape,
      fields: someOf(object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    }),
  ),
  licenseCallback: list(object({ port, ...change(licenseCallbackPort) })),
  featureSources: list(object({ feature: featureName, ...change(featureSourceShape) })),
  recommendedFirewalls: list(
    object({
      operatingSystem: operatingSystemId,
      ...change(someOf(firewallRecommendationShape)),
    }),
  ),
  reasons: list(documentedChange),
});

export const elsewhereListShape = object({ id: elsewhereListId, ...elsewhereListFields });

export const elsewhereComparisonShape = object({
  title: label,
  release,
  requested: releaseNumber,
  coverage,
  list: elsewhereListShape,
  differences: someOf(
    object({
      direction,
      protocol,
      family: family.or(undocumented),
      lacks: list(port),
      beyond: list(portNumber),
    }),
  ),
});
