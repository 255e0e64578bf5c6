import type { ReleaseNumber } from "../../dataset/literals.generated.ts";
import { allFamilies, type RemoteAddresses, remotesOf } from "../../net/remote-addresses.ts";
import { getLicenseCallback } from "../../query/get-license-callback.ts";
import { listFeatureSources } from "../../query/list-feature-sources.ts";

const known = new Map<ReleaseNumber, RemoteAddresses>();

/** Returns the addresses from which no administrator connects; always the same object for a release. */
export function otherMachines(release: ReleaseNumber): RemoteAddresses {
  const machines = known.get(release) ?? readMachines(release);
  known.set(release, machines);
  return machines;
}

function readMachines(release: ReleaseNumber): RemoteAddresses {
  const features = listFeatureSources(release);
  const sources = [
    ...getLicenseCallback(release).senders.networks,
    ...(features === "undocumented" ? [] : features.flatMap((each) => each.addresses)),
    ...["127.0.0.0/8", "::1"],
  ];
  return remotesOf({ sources, except: [] }, allFamilies);
}
