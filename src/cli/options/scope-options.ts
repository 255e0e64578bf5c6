import type { Command } from "commander";
import type { ConfigFile } from "../../audit/config-file.ts";
import type { AuditScope } from "../../audit/types.ts";
import { choiceOption } from "./choice.ts";

/** The values of the options that {@link addScopeOptions} adds. */
export interface GivenScopeOptions {
  readonly family?: AuditScope["families"][number];
  readonly direction?: AuditScope["directions"][number];
  readonly protocol?: AuditScope["protocols"][number];
}

/** Adds the options that limit the scope of an audit or a plan. */
export function addScopeOptions(command: Command): Command {
  return command
    .addOption(
      choiceOption("--family <family>", "examine only this address family", ["ipv4", "ipv6"]),
    )
    .addOption(
      choiceOption("--direction <direction>", "examine only this direction", [
        "inbound",
        "outbound",
      ]),
    )
    .addOption(choiceOption("--protocol <protocol>", "examine only this protocol", ["tcp", "udp"]));
}

/**
 * Returns the options as options of the library.
 *
 * @param config - the values of omitted options
 */
export function scopeOptions(
  { family, direction, protocol }: GivenScopeOptions,
  config: ConfigFile,
): Pick<ConfigFile, "directions" | "families" | "protocols"> {
  return {
    families: family ?? config.families,
    directions: direction ?? config.directions,
    protocols: protocol ?? config.protocols,
  };
}
