import type { PolicyAddition, PolicyOptions } from "../policy/types.ts";
import type { OneOrMany } from "../util/one-or-many.ts";
import type { AuditOptions } from "./types.ts";

/**
 * The file that the command takes with `--config`: what a server is like, and what to examine. `auditFirewall` takes
 * all of it but `$schema` and `interface`; `createPolicy`, what {@link PolicyOptions} has.
 */
export interface ConfigFile
  extends Omit<PolicyOptions, "add">,
    Pick<AuditOptions, "accept" | "directions" | "families" | "protocols"> {
  /** The JSON Schema of the file, for editors: `node_modules/cpanel-ports/schema/config.json`. */
  readonly $schema?: string | undefined;
  /** Ports beside the documented ones; `"ftp-passive"` is the default range of passive FTP. */
  readonly add?: OneOrMany<"ftp-passive" | PolicyAddition> | undefined;
  /** The network interface on which connections come and go, such as `eth0`. */
  readonly interface?: string | undefined;
}
