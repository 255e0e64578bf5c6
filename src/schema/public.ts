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
 * It rises when data that was valid no longer is, or the other way round.
 */
export const schemaVersion = 1;

/**
 * A file `data/pages/<page>.json`: what one documentation page states, cell for cell.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { pageSchema } from "cpanel-ports/schema";
 *
 * const page = pageSchema.parse(JSON.parse(readFileSync("data/pages/118.json", "utf8")));
 * page.ports.length; // => 41
 * ```
 */
export const pageSchema: z.ZodType<Page> = page;

/** The file `data/releases.json`. */
export const releasesFileSchema: z.ZodType<ReleasesFile> = releasesFile;

/** The file `data/services.json`. */
export const servicesFileSchema: z.ZodType<ServicesFile> = servicesFile;

/** The file `data/operating-systems.json`. */
export const operatingSystemsFileSchema: z.ZodType<OperatingSystemsFile> = operatingSystemsFile;

/** The file `data/annotations.json`. */
export const annotationsFileSchema: z.ZodType<AnnotationsFile> = annotationsFile;

/** The file `data/elsewhere.json`: what others open for cPanel & WHM. */
export const elsewhereFileSchema: z.ZodType<ElsewhereFile> = elsewhereFile;

/** The file `data/needs.json`: what every server needs, and the ports that stay on loopback. */
export const needsFileSchema: z.ZodType<NeedsFile> = needsFile;

/** The file `data/changes.json`: what changed in the data from each version of the package to the next. */
export const changesFileSchema: z.ZodType<ChangesFile> = changesFile;

/** The file `data/redirects.json`: the ids that are gone, and what stands for them. */
export const redirectsFileSchema: z.ZodType<RedirectsFile> = redirectsFile;

/** The file `data/dataset.json`: everything compiled, with both layers joined. */
export const datasetSchema: z.ZodType<DatasetFile> = datasetFileShape;

/** The file that the command takes with `--config`. It checks the form of each value, not whether services exist. */
export const configFileSchema: z.ZodType<ConfigFile> = configFileShape;

/** A port's entry, as `getPort` and `listPorts` return it. */
export const portEntrySchema: z.ZodType<PortEntry> = portEntryShape;

/** A release, as `releases` has it. */
export const releaseSchema: z.ZodType<Release> = releaseShape;

/** A service, as `listServices` returns it. */
export const serviceSchema: z.ZodType<Service> = serviceShape;

/** What `diffReleases` returns. */
export const releaseDiffSchema: z.ZodType<ReleaseDiff> = releaseDiffShape;

/** What `compareElsewhere` returns. */
export const elsewhereComparisonSchema: z.ZodType<ElsewhereComparison> = elsewhereComparisonShape;

/** What `matchElsewhere` returns. */
export const elsewhereMatchSchema: z.ZodType<ElsewhereMatch> = elsewhereMatchShape;

/** What `getLicenseCallback` returns. */
export const licenseCallbackSchema: z.ZodType<LicenseCallback> = licenseCallbackShape;

/** What `listFeatureSources` lists. */
export const featureSourceSchema: z.ZodType<FeatureSource> = featureSourceShape;

/** What `getRecommendedFirewall` returns. */
export const firewallRecommendationSchema: z.ZodType<FirewallRecommendation> =
  firewallRecommendationShape;

/** An audit, as `auditFirewall` returns it. */
export const firewallAuditSchema: z.ZodType<FirewallAudit> = firewallAuditShape;

/** A plan, as `planAudit` and `planUpgrade` return it. */
export const firewallPlanSchema: z.ZodType<FirewallPlan> = firewallPlanShape;

/**
 * A policy, as `createPolicy` returns it. It checks the form of each value, not whether the rules are
 * in order.
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
