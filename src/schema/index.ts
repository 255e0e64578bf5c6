/**
 * The zod schemas of the data files and of the values that the package returns. Requires zod 4, an optional peer
 * dependency.
 *
 * @module schema
 */
export type {
  AnnotationsFile,
  ElsewhereFile,
  NeedsFile,
  OperatingSystemsFile,
  ReleasesFile,
  ServicesFile,
} from "./curated.ts";
export type { ChangesFile, RedirectsFile } from "./history.ts";
export type { Page } from "./page.ts";
export {
  annotationsFileSchema,
  changesFileSchema,
  configFileSchema,
  datasetSchema,
  elsewhereComparisonSchema,
  elsewhereFileSchema,
  elsewhereMatchSchema,
  featureSourceSchema,
  firewallAuditSchema,
  firewallPlanSchema,
  firewallRecommendationSchema,
  licenseCallbackSchema,
  needsFileSchema,
  operatingSystemsFileSchema,
  pageSchema,
  policySchema,
  portEntrySchema,
  redirectsFileSchema,
  releaseDiffSchema,
  releaseSchema,
  releasesFileSchema,
  schemaVersion,
  serviceSchema,
  servicesFileSchema,
} from "./public.ts";
