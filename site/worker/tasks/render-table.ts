import {
  createPolicy,
  diffReleases,
  listPorts,
  type PolicyOptions,
  type PortFilter,
  type ReleaseNumber,
  resolveVersion,
} from "cpanel-ports";
import { renderCsv, renderJson, renderMarkdown } from "cpanel-ports/render";

/** A table of ports, of the differences between two versions, or of a policy, in a format to save. */
export interface TableRequest {
  readonly subject:
    | { readonly kind: "ports"; readonly release: ReleaseNumber; readonly filter?: PortFilter }
    | {
        readonly kind: "diff";
        readonly from: number;
        readonly to: number;
        readonly filter?: PortFilter;
      }
    | { readonly kind: "policy"; readonly version: string; readonly options: PolicyOptions };
  readonly format: "csv" | "json" | "markdown";
}

const renderers = { csv: renderCsv, json: renderJson, markdown: renderMarkdown };

export function renderTable({ subject, format }: TableRequest): string {
  switch (subject.kind) {
    case "ports":
      return renderers[format](listPorts(subject.release, subject.filter));
    case "diff": {
      const { from, to, filter } = subject;
      return renderers[format](diffReleases(resolveVersion(from), resolveVersion(to), filter));
    }
    case "policy":
      return renderers[format](createPolicy(resolveVersion(subject.version), subject.options));
  }
}
