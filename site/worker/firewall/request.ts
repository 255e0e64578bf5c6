import type { AuditOptions } from "cpanel-ports";
import type { FirewallFormat } from "cpanel-ports/parse";

/** A file that was pasted or dropped. */
export interface GivenFile {
  readonly name: string;
  readonly text: string;
}

/** Files of a server, and how to read them. */
export interface FilesRequest {
  readonly files: readonly GivenFile[];
  readonly reading: {
    /** The format; detected if omitted. */
    readonly format?: FirewallFormat | undefined;
    readonly interface?: string | undefined;
    /** The host of a scan of several. */
    readonly host?: string | undefined;
  };
}

/** A firewall to audit, the version to audit it for, and the options of its server. */
export interface AuditRequest extends FilesRequest {
  readonly version: string;
  readonly options: Pick<
    AuditOptions,
    "conditions" | "directions" | "families" | "os" | "protocols" | "replace" | "services"
  >;
}
