import { diffReleases, listPorts, type PortFilter, type ReleaseNumber } from "cpanel-ports";
import { renderCsv, renderJson, renderMarkdown } from "cpanel-ports/render";

/** A table of ports or of what differs between two releases, in a format to keep. */
export interface TableRequest {
  readonly subject:
    | { readonly kind: "ports"; readonly release: ReleaseNumber; readonly filter?: PortFilter }
    | {
        readonly kind: "diff";
        readonly from: ReleaseNumber;
        readonly to: ReleaseNumber;
        readonly filter?: PortFilter;
      };
  readonly format: "csv" | "json" | "markdown";
}

const renderers = { csv: renderCsv, json: renderJson, markdown: renderMarkdown };

export function renderTable({ subject, format }: TableRequest): string {
  return renderers[format](
    subject.kind === "ports"
      ? listPorts(subject.release, subject.filter)
      : diffReleases(subject.from, subject.to, subject.filter),
  );
}
