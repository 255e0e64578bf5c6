import { filterFields } from "../../query/filter-fields.ts";
import { documentedPorts } from "./documented-ports.ts";
import { serviceNames } from "./service-names.ts";
import { listOf, type ValuesByTerm } from "./values.ts";

/** Returns the values of the filter options. */
export function filterValues(): ValuesByTerm {
  const fields = Object.entries(filterFields()).map(
    ([name, { accepted }]) => [`--${name} <values>`, listOf(accepted.map(String))] as const,
  );
  return {
    ...Object.fromEntries(fields),
    "--port <values>": listOf(documentedPorts()),
    "--service <values>": listOf(serviceNames()),
  };
}
