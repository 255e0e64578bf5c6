import {
  documentedChanges,
  featureSourceSpans,
  firewallData,
  licenseCallbackSpans,
  needData,
  portSpans,
  releaseData,
  serviceData,
  versions,
} from "../src/dataset/dataset.ts";
import type { Dataset } from "../src/dataset/types.ts";

/** The complete dataset, as in `dataset.json`. */
export const completeDataset: Dataset = {
  snapshot: versions.snapshot,
  ...releaseData(),
  services: serviceData(),
  operatingSystems: firewallData().operatingSystems,
  ports: portSpans(),
  licenseCallback: licenseCallbackSpans(),
  featureSources: featureSourceSpans(),
  recommendedFirewalls: firewallData().recommendedFirewalls,
  changes: documentedChanges(),
  ...needData(),
};
