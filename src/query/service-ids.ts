import { dataset } from "../dataset/dataset.ts";
import type { ServiceId } from "../dataset/literals.generated.ts";

/** The ids of the services by the words for them, in lower case: ids, names and aliases. */
export const serviceIds: ReadonlyMap<unknown, ServiceId> = new Map(
  dataset.services.flatMap(({ id, name, aliases }) =>
    [id, name.toLowerCase(), ...aliases].map((word) => [word, id] as const),
  ),
);
