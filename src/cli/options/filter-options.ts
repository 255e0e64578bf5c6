import type { Command } from "commander";
import type { PortFilter } from "../../query/port-filter.ts";
import { collect } from "./collect.ts";

/** The options of {@link addFilterOptions}, each with the values that were given. */
export type GivenFilterOptions = Readonly<Partial<Record<keyof PortFilter, readonly string[]>>>;

/** The values of each field of a filter, for the help. */
const filters: Readonly<Record<keyof PortFilter, string>> = {
  port: "port numbers",
  service: "ids, names or aliases of services, in any case",
  category: "categories of services",
  direction: "inbound, outbound",
  protocol: "tcp, udp",
  scope: "network, loopback",
  protection: "implicit (TLS from the first byte), starttls, ssh, none, undocumented",
};

/** Adds an option for each field of a filter. */
export function addFilterOptions(command: Command): Command {
  for (const [name, values] of Object.entries(filters)) {
    command.option(`--${name} <values>`, `${values}; several with commas`, collect);
  }
  return command;
}

/** Returns the filter as the library takes it; an invalid value stays as it is, for the library to refuse. */
export function readFilter(options: GivenFilterOptions): PortFilter {
  const given = Object.fromEntries(
    Object.keys(filters).map((name) => [name, options[name as keyof PortFilter]]),
  ) as PortFilter;
  return {
    ...given,
    port: options.port?.map((each) =>
      /^\d+$/.test(each) ? Number(each) : each,
    ) as PortFilter["port"],
  };
}
