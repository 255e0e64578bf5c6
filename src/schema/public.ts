import type * as z from "zod/v4";
import type { ConfigFile } from "../audit/config-file.ts";
import type { ElsewhereMatch } from "../audit/match-elsewhere.ts";
import type { FirewallAudit, FirewallPlan } from "../audit/types.ts";
import type {
  DatasetFile,
  FeatureSource,
  FirewallRecommendation,
  LicenseCallback,
  PortEntry,
  Release,
  Service,
} from "../dataset/types.ts";
import type { Policy } from "../policy/types.ts";
import type { ElsewhereComparison } from "../query/compare-elsewhere.ts";
import type { ReleaseDiff } from "../query/diff-releases.ts";
import { elsewhereMatchShape, firewallAuditShape, firewallPlanShape } from "./audit.ts";
import { configFileShape } from "./config.ts";
import {
  type AnnotationsFile,
  annotationsFile,
  type ElsewhereFile,
  elsewhereFile,
  type NeedsFile,
  needsFile,
  type OperatingSystemsFile,
  operatingSystemsFile,
  type ReleasesFile,
  releasesFile,
  type ServicesFile,
  servicesFile,
} from "./curated.ts";
import {
  datasetFileShape,
  elsewhereComparisonShape,
  featureSourceShape,
  firewallRecommendationShape,
  licenseCallbackShape,
  portEntryShape,
  releaseDiffShape,
  releaseShape,
  serviceShape,
} from "./dataset.ts";
import { type ChangesFile, changesFile, type RedirectsFile, redirectsFile } from "./history.ts";
import { type Page, page } from "./page.ts";
import { policyShape } from "./policy.ts";

/**
 * The version of the schemas, part of the `$id` of each JSON Schema: `urn:cpanel-ports:schema:<version>:<name>`.
 * It increases when valid data becomes invalid, or the reverse.
 */
export const schemaVersion = 1;

/**
 * The schema of a file `data/pages/<page>.json`: the facts of one documentation page, cell for cell.
 *
 * @example
 * ```ts
 * import { pageSchema } from "cpanel-ports/schema";
 *
 * pageSchema.safeParse({ release: 118 }).success; // => false
 * ```
 */
export const pageSchema: z.ZodType<Page> = page;

/** The schema of the file `data/releases.json`. */
export const releasesFileSchema: z.ZodType<ReleasesFile> = releasesFile;

/** The schema of the file `data/services.json`. */
export const servicesFileSchema: z.ZodType<ServicesFile> = servicesFile;

/** The schema of the file `data/operating-systems.json`. */
export const operatingSystemsFileSchema: z.ZodType<OperatingSystemsFile> = operatingSystemsFile;

/** The schema of the file `data/annotations.json`. */
export const annotationsFileSchema: z.ZodType<AnnotationsFile> = annotationsFile;

/** The schema of the file `data/elsewhere.json`: lists that others publish for cPanel & WHM. */
export const elsewhereFileSchema: z.ZodType<ElsewhereFile> = elsewhereFile;

/** The schema of the file `data/needs.json`: traffic that every server needs, and ports that must stay on loopback. */
export const needsFileSchema: z.ZodType<NeedsFile> = needsFile;

/** The schema of the file `data/changes.json`: the changes of the data in each version of the package. */
export const changesFileSchema: z.ZodType<ChangesFile> = changesFile;

/** The schema of the file `data/redirects.json`: the removed ids, and their replacements. */
export const redirectsFileSchema: z.ZodType<RedirectsFile> = redirectsFile;

/** The schema of the file `data/dataset.json`: the compiled dataset, documented and curated facts together. */
export const datasetSchema: z.ZodType<DatasetFile> = datasetFileShape;

/** The schema of the `--config` file. It checks the form of each value, not whether services exist. */
export const configFileSchema: z.ZodType<ConfigFile> = configFileShape;

/** The schema of a port's entry, as `getPort` and `listPorts` return it. */
export const portEntrySchema: z.ZodType<PortEntry> = portEntryShape;

/** The schema of a release, as in `releases`. */
export const releaseSchema: z.ZodType<Release> = releaseShape;

/** The schema of a service, as `listServices` returns it. */
export const serviceSchema: z.ZodType<Service> = serviceShape;

/** The schema of a diff, as `diffReleases` returns it. */
export const releaseDiffSchema: z.ZodType<ReleaseDiff> = releaseDiffShape;

/** The schema of a comparison, as `compareElsewhere` returns it. */
export const elsewhereComparisonSchema: z.ZodType<ElsewhereComparison> = elsewhereComparisonShape;

/** The schema of a comparison, as `matchElsewhere` returns it. */
export const elsewhereMatchSchema: z.ZodType<ElsewhereMatch> = elsewhereMatchShape;

/** The schema of the license callback, as `getLicenseCallback` returns it. */
export const licenseCallbackSchema: z.ZodType<LicenseCallback> = licenseCallbackShape;

/** The schema of a feature, as `listFeatureSources` returns it. */
export const featureSourceSchema: z.ZodType<FeatureSource> = featureSourceShape;

/** The schema of a recommendation, as `getRecommendedFirewall` returns it. */
export const firewallRecommendationSchema: z.ZodType<FirewallRecommendation> =
  firewallRecommendationShape;

/** The schema of an audit, as `auditFirewall` returns it. */
export const firewallAuditSchema: z.ZodType<FirewallAudit> = firewallAuditShape;

/** The schema of a plan, as `planAudit` and `planUpgrade` return it. */
export const firewallPlanSchema: z.ZodType<FirewallPlan> = firewallPlanShape;

/**
 * The schema of a policy, as `createPolicy` returns it. It checks the form of each value, not the order of the rules.
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { policySchema } from "cpanel-ports/schema";
 *
 * const stored = JSON.stringify(createPolicy(126));
 * policySchema.parse(JSON.parse(stored)).rules.length; // => 26
 * ```
 */
export const policySchema: z.ZodType<Policy> = policyShape;
