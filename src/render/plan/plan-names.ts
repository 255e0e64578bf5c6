import { checkName } from "../firewall/check-name.ts";
import type { PlanNames, PlanOptions } from "./types.ts";

/**
 * Returns the names of the table and the chains that a plan changes.
 *
 * @throws {@link InvalidOptionError} for a name that the tool would not take without quotes
 */
export function planNames({ table, inputChain, outputChain }: PlanOptions): PlanNames {
  const chain = (option: string, name: string) =>
    checkName(
      option,
      name,
      /^[A-Za-z_][\w.-]{0,127}$/,
      "a letter or _, then letters, digits, _, . and -, 128 characters at most",
    );
  return {
    table: checkName(
      "table",
      table ?? "inet cpanel_ports",
      /^(?:inet|ip|ip6) [A-Za-z_][\w.-]{0,127}$/,
      "inet, ip or ip6, a space, and the name of a table",
    ),
    chains: {
      inbound: chain("inputChain", inputChain ?? "input"),
      outbound: chain("outputChain", outputChain ?? "output"),
    },
  };
}
