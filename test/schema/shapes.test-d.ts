import { expectTypeOf, test } from "vitest";
import type * as z from "zod/v4";
import type {
  Basis,
  DatasetFile,
  ElsewhereComparison,
  ElsewhereList,
  ElsewhereMatch,
  Exposure,
  FeatureSource,
  FirewallAudit,
  FirewallPlan,
  FirewallRecommendation,
  LicenseCallback,
  ListenerExposure,
  Policy,
  PortEntry,
  Release,
  ReleaseDiff,
  ServerNeed,
  Service,
} from "../../src/index.ts";
import type {
  elsewhereMatchShape,
  firewallAuditShape,
  firewallPlanShape,
} from "../../src/schema/audit.ts";
import type { basis } from "../../src/schema/curated.ts";
import type {
  datasetFileShape,
  elsewhereComparisonShape,
  elsewhereListShape,
  featureSourceShape,
  firewallRecommendationShape,
  licenseCallbackShape,
  portEntryShape,
  releaseDiffShape,
  releaseShape,
  serverNeedShape,
  serviceShape,
} from "../../src/schema/dataset.ts";
import type { exposureShape, listenerExposureShape, policyShape } from "../../src/schema/policy.ts";

test("infers the public types from the schemas", () => {
  expectTypeOf<z.infer<typeof basis>>().toEqualTypeOf<Basis>();
  expectTypeOf<z.infer<typeof portEntryShape>>().toEqualTypeOf<PortEntry>();
  expectTypeOf<z.infer<typeof releaseShape>>().toEqualTypeOf<Release>();
  expectTypeOf<z.infer<typeof serviceShape>>().toEqualTypeOf<Service>();
  expectTypeOf<z.infer<typeof licenseCallbackShape>>().toEqualTypeOf<LicenseCallback>();
  expectTypeOf<z.infer<typeof featureSourceShape>>().toEqualTypeOf<FeatureSource>();
  expectTypeOf<
    z.infer<typeof firewallRecommendationShape>
  >().toEqualTypeOf<FirewallRecommendation>();
  expectTypeOf<z.infer<typeof serverNeedShape>>().toEqualTypeOf<ServerNeed>();
  expectTypeOf<z.infer<typeof datasetFileShape>>().toEqualTypeOf<DatasetFile>();
  expectTypeOf<z.infer<typeof elsewhereListShape>>().toEqualTypeOf<ElsewhereList>();
  expectTypeOf<z.infer<typeof elsewhereComparisonShape>>().toEqualTypeOf<ElsewhereComparison>();
  expectTypeOf<z.infer<typeof elsewhereMatchShape>>().toEqualTypeOf<ElsewhereMatch>();
  expectTypeOf<z.infer<typeof releaseDiffShape>>().toEqualTypeOf<ReleaseDiff>();
  expectTypeOf<z.infer<typeof policyShape>>().toEqualTypeOf<Policy>();
  expectTypeOf<z.infer<typeof exposureShape>>().toEqualTypeOf<Exposure>();
  expectTypeOf<z.infer<typeof listenerExposureShape>>().toEqualTypeOf<ListenerExposure>();
  expectTypeOf<z.infer<typeof firewallAuditShape>>().toEqualTypeOf<FirewallAudit>();
  expectTypeOf<z.infer<typeof firewallPlanShape>>().toEqualTypeOf<FirewallPlan>();
});
