import type { Dataset } from "../../src/dataset/types.ts";
import type { Subject } from "../../src/schema/history.ts";

/** Returns the ids of a subject in a dataset. Values have none. */
export function idsOfSubject(dataset: Dataset, subject: Subject): ReadonlySet<string> {
  return new Set(listOf(dataset, subject));
}

function listOf(dataset: Dataset, subject: Subject): readonly string[] {
  const idsOf = (records: readonly { readonly id: string }[]) => records.map((each) => each.id);
  switch (subject) {
    case "alias":
      return dataset.services.flatMap((each) => each.aliases);
    case "category":
      return dataset.services.map((each) => each.category);
    case "feature":
      return dataset.featureSources.flatMap(({ value }) =>
        value === "undocumented" ? [] : value.map((each) => each.name),
      );
    case "internal-port":
      return idsOf(dataset.internalPorts);
    case "operating-system":
      return idsOf(dataset.operatingSystems);
    case "port":
      return dataset.ports.map(({ entry }) => String(entry.port));
    case "release":
      return dataset.releases.map((each) => String(each.release));
    case "server-need":
      return idsOf(dataset.serverNeeds);
    case "service":
      return idsOf(dataset.services);
    case "value":
      return [];
  }
}
