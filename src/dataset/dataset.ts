import { deepFreeze } from "../util/deep-freeze.ts";
import { once } from "../util/once.ts";
import { makeChanges } from "./changes.generated.ts";
import { makeElsewhere } from "./elsewhere.generated.ts";
import { makeFeatureSources } from "./feature-sources.generated.ts";
import { makeFirewalls } from "./firewalls.generated.ts";
import { makeLicenseCallback } from "./license-callback.generated.ts";
import { makeNeeds } from "./needs.generated.ts";
import { makePorts } from "./ports.generated.ts";
import { makeReleases } from "./releases.generated.ts";
import { makeServices } from "./services.generated.ts";

export { versions } from "./versions.generated.ts";

// Each part is created and deeply frozen on first use, so that an import does not pay for unused parts.
export const releaseData = once(() => deepFreeze(makeReleases()));
export const serviceData = once(() => deepFreeze(makeServices()));
export const portSpans = once(() => deepFreeze(makePorts()));
export const licenseCallbackSpans = once(() => deepFreeze(makeLicenseCallback()));
export const featureSourceSpans = once(() => deepFreeze(makeFeatureSources()));
export const firewallData = once(() => deepFreeze(makeFirewalls()));
export const documentedChanges = once(() => deepFreeze(makeChanges()));
export const needData = once(() => deepFreeze(makeNeeds()));
export const elsewhereLists = once(() => deepFreeze(makeElsewhere()));
