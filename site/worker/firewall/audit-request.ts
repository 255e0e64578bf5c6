import { auditFirewall, type FirewallAudit, resolveVersion } from "cpanel-ports";
import { parseSorted } from "../../../src/parse/server-files/parse-sorted.ts";
import { aboutFiles } from "./about-files.ts";
import { indicesOf } from "./indices-of.ts";
import type { AuditRequest } from "./request.ts";
import { type SortedRequest, sortRequest } from "./sorted-request.ts";

/** An audit, and its files. */
export interface Audited {
  readonly audit: FirewallAudit;
  readonly sorted: SortedRequest;
}

/** The last request, cached for its plan and exports. */
let last: {
  readonly key: string;
  readonly request: AuditRequest;
  readonly audited: Audited;
} | null = null;

/**
 * Audits the firewall of a request.
 *
 * @throws {@link FileProblem} for files that cannot be read, a typed error for invalid options
 */
export function auditRequest(request: AuditRequest): Audited {
  const key = JSON.stringify([request.version, request.options, request.reading]);
  if (last?.key === key && isSame(last.request, request)) {
    return last.audited;
  }
  const audited = audit(request);
  last = { key, request, audited };
  return audited;
}

function isSame({ files: before }: AuditRequest, { files }: AuditRequest): boolean {
  return (
    before.length === files.length &&
    before.every(
      ({ name, text }, index) => files[index]?.name === name && files[index].text === text,
    )
  );
}

function audit(request: AuditRequest): Audited {
  const release = resolveVersion(request.version);
  const sorted = sortRequest(request);
  const { interface: device, host } = request.reading;
  const { firewall, listeners, ssh } = parseSorted(
    sorted,
    { format: sorted.format, interface: device, host },
    (files, parse) => aboutFiles(indicesOf(files), parse),
  );
  const inputs = sorted.firewall.map(({ name }) => name);
  const options = { ...request.options, inputs, listeners, ssh };
  return { audit: auditFirewall(release, firewall, options), sorted };
}
