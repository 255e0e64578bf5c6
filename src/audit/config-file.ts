import type { PolicyAddition, PolicyOptions } from "../policy/types.ts";
import type { OneOrMany } from "../util/one-or-many.ts";
import type { AuditOptions } from "./types.ts";

/**
 * The file for the `--config` option: what a server is like, and what to examine. `auditFirewall` accepts every key
 * except `interface`, which is for the parsers; `createPolicy` accepts the keys of {@link PolicyOptions}. Both ignore
 * `$schema`.
 */
export interface ConfigFile
  extends Omit<PolicyOptions, "add">,
    Pick<AuditOptions, "accept" | "directions" | "families" | "protocols"> {
  /** The JSON Schema of the file, for editors: `node_modules/cpanel-ports/schema/config.json`. */
  readonly $schema?: string | undefined;
  /** Ports to open in addition to the documented ones; `"ftp-passive"` is the default range of passive FTP. */
  readonly add?: OneOrMany<"ftp-passive" | PolicyAddition> | undefined;
  /** The public network interface, such as `eth0`. */
  readonly interface?: string | undefined;
}
