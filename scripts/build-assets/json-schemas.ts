import * as z from "zod/v4";
import { finding, planChange } from "../../src/schema/audit.ts";
import { acceptance } from "../../src/schema/config.ts";
import {
  basis,
  category,
  id,
  internalPort,
  lifecycleDate,
  neededTraffic,
  network,
  portAnnotation,
  releaseNumber,
  text,
} from "../../src/schema/curated.ts";
import {
  condition,
  featureSourceShape,
  firewallRecommendationShape,
  licenseCallbackShape,
  portEntryShape,
  releaseShape,
  serviceShape,
} from "../../src/schema/dataset.ts";
import * as publicSchemas from "../../src/schema/index.ts";
import {
  annotationsFileSchema,
  changesFileSchema,
  configFileSchema,
  datasetSchema,
  elsewhereComparisonSchema,
  elsewhereFileSchema,
  elsewhereMatchSchema,
  firewallAuditSchema,
  firewallPlanSchema,
  needsFileSchema,
  operatingSystemsFileSchema,
  pageSchema,
  policySchema,
  portEntrySchema,
  redirectsFileSchema,
  releaseDiffSchema,
  releasesFileSchema,
  schemaVersion,
  servicesFileSchema,
} from "../../src/schema/index.ts";
import { day, httpsUrl, label, portNumber, sha256, versions } from "../../src/schema/page.ts";
import {
  closedPorts,
  closingPlace,
  defaults,
  note,
  origin,
  policyRule,
  policyWarning,
  ports,
  qualifiedPorts,
  remoteAddress,
  rulePlace,
  undeterminedPorts,
  who,
} from "../../src/schema/policy.ts";
import { describeSchemas, type SchemaNode } from "./describe-schemas.ts";

const schemas: Readonly<Record<string, readonly [z.ZodType, string]>> = {
  annotations: [annotationsFileSchema, "The file data/annotations.json of cpanel-ports"],
  changes: [changesFileSchema, "The file data/changes.json of cpanel-ports"],
  config: [configFileSchema, "What a server is like, for --config of cpanel-ports"],
  dataset: [datasetSchema, "The file data/dataset.json of cpanel-ports"],
  elsewhere: [elsewhereFileSchema, "The file data/elsewhere.json of cpanel-ports"],
  "elsewhere-comparison": [
    elsewhereComparisonSchema,
    "A page against a list of somebody else, by cpanel-ports",
  ],
  "elsewhere-match": [
    elsewhereMatchSchema,
    "A firewall against a list of somebody else, by cpanel-ports",
  ],
  "firewall-audit": [firewallAuditSchema, "Whether a firewall fits a release, by cpanel-ports"],
  "firewall-plan": [firewallPlanSchema, "What to change in a firewall, by cpanel-ports"],
  needs: [needsFileSchema, "The file data/needs.json of cpanel-ports"],
  "operating-systems": [
    operatingSystemsFileSchema,
    "The file data/operating-systems.json of cpanel-ports",
  ],
  page: [pageSchema, "A file data/pages/<page>.json of cpanel-ports"],
  policy: [policySchema, "What a firewall lets through, as cpanel-ports has it"],
  "port-entry": [portEntrySchema, "The entry of a port in cpanel-ports"],
  redirects: [redirectsFileSchema, "The file data/redirects.json of cpanel-ports"],
  "release-diff": [releaseDiffSchema, "What changes between two releases in cpanel-ports"],
  releases: [releasesFileSchema, "The file data/releases.json of cpanel-ports"],
  services: [servicesFileSchema, "The file data/services.json of cpanel-ports"],
};

/** The parts that stand under a name of their own in `$defs`. */
const parts = z
  .registry<{ id: string; description: string }>()
  .add(portNumber, { id: "PortNumber", description: "A TCP or UDP port number." })
  .add(releaseNumber, { id: "ReleaseNumber", description: "A release: even, 102 or later." })
  .add(id, { id: "Identifier", description: "Lower-case words joined by hyphens." })
  .add(label, { id: "Label", description: "A label or name on one line." })
  .add(text, { id: "Text", description: "A statement on one line, in the project's own words." })
  .add(day, { id: "Day", description: "A calendar day, YYYY-MM-DD." })
  .add(sha256, { id: "Sha256", description: "A SHA-256 digest in lower-case hexadecimal." })
  .add(httpsUrl, { id: "HttpsUrl", description: "An https URL." })
  .add(network, { id: "Network", description: "A network: an address and a prefix length." })
  .add(versions, { id: "Versions", description: 'Versions of a system: "any", "7" or "8+".' })
  .add(basis, { id: "Basis", description: "Where a curated fact comes from." })
  .add(category, { id: "Category", description: "A category of services." })
  .add(lifecycleDate, { id: "LifecycleDate", description: "A day or a month, with its basis." })
  .add(neededTraffic, {
    id: "NeededTraffic",
    description: "Traffic to a port, or ICMP messages, that every server needs.",
  })
  .add(internalPort, {
    id: "InternalPort",
    description: "A port that only the server itself may reach.",
  })
  .add(portAnnotation, {
    id: "PortAnnotation",
    description: "One curated statement about a port over a span of releases.",
  })
  .add(ports, { id: "PortRange", description: "A port interval, both ends included." })
  .add(who, { id: "WhoMay", description: "Remote addresses, and those among them excluded." })
  .add(defaults, { id: "Defaults", description: "What happens to ports that no rule opens." })
  .add(remoteAddress, { id: "RemoteAddress", description: "An IP address or a network." })
  .add(origin, { id: "Origin", description: "The place in an input that decided something." })
  .add(note, { id: "ParseNote", description: "A remark of a parser." })
  .add(policyRule, { id: "PolicyRule", description: "Ports that a policy opens." })
  .add(policyWarning, { id: "PolicyWarning", description: "What to know before loading a policy." })
  .add(undeterminedPorts, {
    id: "UndeterminedPorts",
    description: "Ports whose fate could not be determined.",
  })
  .add(qualifiedPorts, {
    id: "QualifiedPorts",
    description: "Ports whose fate may be another for some connections.",
  })
  .add(closedPorts, {
    id: "ClosedPorts",
    description: "Ports that are closed to most addresses, and what closed them.",
  })
  .add(rulePlace, {
    id: "RulePlace",
    description: "A place in a chain of the kernel at which a rule can be put.",
  })
  .add(closingPlace, { id: "ClosingPlace", description: "Where a rule can close ports." })
  .add(finding, { id: "Finding", description: "Something in which a firewall differs." })
  .add(planChange, { id: "PlanChange", description: "Ports to open or to close." })
  .add(acceptance, { id: "Acceptance", description: "Findings that somebody accepts, and why." })
  .add(condition, { id: "Condition", description: "A condition under which a port is used." })
  .add(portEntryShape, { id: "PortEntry", description: "A port as releases document it." })
  .add(releaseShape, { id: "Release", description: "A release and the page that documents it." })
  .add(serviceShape, { id: "Service", description: "A service that uses ports." })
  .add(licenseCallbackShape, {
    id: "LicenseCallback",
    description: "How cPanel's license system reaches a server.",
  })
  .add(featureSourceShape, {
    id: "FeatureSource",
    description: "A feature whose scanners connect to the server.",
  })
  .add(firewallRecommendationShape, {
    id: "FirewallRecommendation",
    description: "The firewall recommended for an operating system.",
  });

/** The JSON Schemas (draft 2020-12) of the zod schemas, by the name of their file. */
export function jsonSchemas(): ReadonlyMap<string, SchemaNode> {
  const made = new Map(
    Object.entries(schemas).map(([name, [schema, title]]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        metadata: parts,
        override: ({ jsonSchema }) => {
          // It marks what zod freezes, which says nothing about a document.
          delete jsonSchema.readOnly;
        },
      });
      const $id = `urn:cpanel-ports:schema:${schemaVersion}:${name}`;
      return [name, { $schema, $id, title, ...rest } as SchemaNode];
    }),
  );
  describeSchemas(new Map([...made].map(([name, schema]) => [exportedName(name), schema])));
  return made;
}

function exportedName(name: string): string {
  const [exported] = Object.entries(publicSchemas).find(
    ([, schema]) => schema === schemas[name]?.[0],
  ) as [string, unknown];
  return exported;
}
