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
  config: [configFileSchema, "The configuration file for --config of cpanel-ports"],
  dataset: [datasetSchema, "The file data/dataset.json of cpanel-ports"],
  elsewhere: [elsewhereFileSchema, "The file data/elsewhere.json of cpanel-ports"],
  "elsewhere-comparison": [
    elsewhereComparisonSchema,
    "A comparison of a page with a list that others publish, by cpanel-ports",
  ],
  "elsewhere-match": [
    elsewhereMatchSchema,
    "A comparison of a firewall with a list that others publish, by cpanel-ports",
  ],
  "firewall-audit": [
    firewallAuditSchema,
    "An audit of a firewall against a release, by cpanel-ports",
  ],
  "firewall-plan": [firewallPlanSchema, "A plan of firewall changes, by cpanel-ports"],
  needs: [needsFileSchema, "The file data/needs.json of cpanel-ports"],
  "operating-systems": [
    operatingSystemsFileSchema,
    "The file data/operating-systems.json of cpanel-ports",
  ],
  page: [pageSchema, "A file data/pages/<page>.json of cpanel-ports"],
  policy: [policySchema, "A firewall policy of cpanel-ports"],
  "port-entry": [portEntrySchema, "The entry of a port in cpanel-ports"],
  redirects: [redirectsFileSchema, "The file data/redirects.json of cpanel-ports"],
  "release-diff": [releaseDiffSchema, "The changes between two releases, by cpanel-ports"],
  releases: [releasesFileSchema, "The file data/releases.json of cpanel-ports"],
  services: [servicesFileSchema, "The file data/services.json of cpanel-ports"],
};

/** The parts with a name in `$defs`. */
const parts = z
  .registry<{ id: string; description: string }>()
  .add(portNumber, { id: "PortNumber", description: "A TCP or UDP port number." })
  .add(releaseNumber, { id: "ReleaseNumber", description: "A release: even, 102 or later." })
  .add(id, { id: "Identifier", description: "Lower-case words joined by hyphens." })
  .add(label, { id: "Label", description: "A label or name on one line." })
  .add(text, { id: "Text", description: "A curated statement on one line." })
  .add(day, { id: "Day", description: "A calendar day, YYYY-MM-DD." })
  .add(sha256, { id: "Sha256", description: "A SHA-256 digest in lower-case hexadecimal." })
  .add(httpsUrl, { id: "HttpsUrl", description: "An https URL." })
  .add(network, { id: "Network", description: "A network: an address and a prefix length." })
  .add(versions, { id: "Versions", description: 'Versions of a system: "any", "7" or "8+".' })
  .add(basis, { id: "Basis", description: "The source of a curated fact." })
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
  .add(ports, { id: "PortRange", description: "A port interval, including both ends." })
  .add(who, { id: "WhoMay", description: "Remote addresses and exceptions." })
  .add(defaults, { id: "Defaults", description: "The default actions for ports without a rule." })
  .add(remoteAddress, { id: "RemoteAddress", description: "An IP address or a network." })
  .add(origin, { id: "Origin", description: "The deciding place in an input." })
  .add(note, { id: "ParseNote", description: "A remark of a parser." })
  .add(policyRule, { id: "PolicyRule", description: "Ports that a policy opens." })
  .add(policyWarning, { id: "PolicyWarning", description: "A warning about a policy." })
  .add(undeterminedPorts, {
    id: "UndeterminedPorts",
    description: "Ports that could not be determined to be open or closed.",
  })
  .add(qualifiedPorts, {
    id: "QualifiedPorts",
    description: "Ports that may be open or closed differently for some connections.",
  })
  .add(closedPorts, {
    id: "ClosedPorts",
    description: "Ports that are closed to most addresses, and what closed them.",
  })
  .add(rulePlace, {
    id: "RulePlace",
    description: "A place in a kernel chain where a rule can be inserted.",
  })
  .add(closingPlace, {
    id: "ClosingPlace",
    description: "The place of a rule that can close ports.",
  })
  .add(finding, { id: "Finding", description: "A finding of an audit." })
  .add(planChange, { id: "PlanChange", description: "Ports to open or to close." })
  .add(acceptance, { id: "Acceptance", description: "Accepted findings, with the reason." })
  .add(condition, { id: "Condition", description: "A condition for the use of a port." })
  .add(portEntryShape, { id: "PortEntry", description: "A port as releases document it." })
  .add(releaseShape, { id: "Release", description: "A release and the page that documents it." })
  .add(serviceShape, { id: "Service", description: "A service that uses ports." })
  .add(licenseCallbackShape, {
    id: "LicenseCallback",
    description: "How cPanel's license system reaches a server.",
  })
  .add(featureSourceShape, {
    id: "FeatureSource",
    description: "A feature with scanners that connect to the server.",
  })
  .add(firewallRecommendationShape, {
    id: "FirewallRecommendation",
    description: "The firewall recommended for an operating system.",
  });

/** Returns the JSON Schemas (draft 2020-12) of the zod schemas, by file name. */
export function jsonSchemas(): ReadonlyMap<string, SchemaNode> {
  const made = new Map(
    Object.entries(schemas).map(([name, [schema, title]]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        metadata: parts,
        override: ({ jsonSchema }) => {
          // `readOnly` marks frozen values of zod and does not apply to documents.
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
