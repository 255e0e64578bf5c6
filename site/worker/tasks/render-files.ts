import { createPolicy, type PolicyOptions, type ReleaseNumber } from "cpanel-ports";
import { renderNftables } from "cpanel-ports/render";

/** What to render: a release, what the server is like, and the firewall it runs. */
export interface FilesRequest {
  readonly release: ReleaseNumber;
  readonly options: PolicyOptions;
  readonly format: "nftables";
}

export function renderFiles({ release, options }: FilesRequest): string {
  return renderNftables(createPolicy(release, options));
}
