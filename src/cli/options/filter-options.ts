import type { Command } from "commander";
import { parsePortFilter } from "../../query/parse-port-filter.ts";
import type { PortFilter } from "../../query/port-filter.ts";
import { collect } from "./collect.ts";

/** The values of the options that {@link addFilterOptions} adds. */
export type GivenFilterOptions = Readonly<Partial<Record<keyof PortFilter, readonly string[]>>>;

/** The help text for each field of a filter. */
const filters: Readonly<Record<keyof PortFilter, string>> = {
  port: "port numbers",
  service: "services: ids, aliases, daemons or categories",
  category: "service categories",
  direction: "inbound, outbound",
  protocol: "tcp, udp",
  scope: "network, loopback",
  protection: "implicit (TLS from the first byte), starttls, ssh, none, undocumented",
};

const filterNames = Object.keys(filters) as readonly (keyof PortFilter)[];

/** Adds an option for each field of a filter. */
export function addFilterOptions(command: Command): Command {
  for (const [name, values] of Object.entries(filters)) {
    command.option(`--${name} <values>`, `${values} (comma-separated)`, collect);
  }
  return command;
}

/**
 * Returns the options as a filter of the library.
 *
 * @throws {@link InvalidOptionError} for a value that a field does not accept
 */
export function readFilter(options: GivenFilterOptions): PortFilter {
  return parsePortFilter(
    Object.fromEntries(filterNames.map((name) => [name, options[name]] as const)),
  );
}
