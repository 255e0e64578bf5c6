import type { Command } from "commander";
import { parsePortFilter } from "../../query/parse-port-filter.ts";
import type { PortFilter } from "../../query/port-filter.ts";
import { collect } from "./collect.ts";

/** The options of {@link addFilterOptions}, each with the values that were given. */
export type GivenFilterOptions = Readonly<Partial<Record<keyof PortFilter, readonly string[]>>>;

/** The values of each field of a filter, for the help. */
const filters: Readonly<Record<keyof PortFilter, string>> = {
  port: "port numbers",
  service: "services: ids, aliases, daemons or categories",
  category: "categories of services",
  direction: "inbound, outbound",
  protocol: "tcp, udp",
  scope: "network, loopback",
  protection: "implicit (TLS from the first byte), starttls, ssh, none, undocumented",
};

const filterNames = Object.keys(filters) as readonly (keyof PortFilter)[];

/** Adds an option for each field of a filter. */
export function addFilterOptions(command: Command): Command {
  for (const [name, values] of Object.entries(filters)) {
    command.option(`--${name} <values>`, `${values}; several with commas`, collect);
  }
  return command;
}

/**
 * Returns the filter as the library takes it.
 *
 * @throws {@link InvalidOptionError} for a value that a field does not take
 */
export function readFilter(options: GivenFilterOptions): PortFilter {
  return parsePortFilter(
    Object.fromEntries(filterNames.map((name) => [name, options[name]] as const)),
  );
}
