import { auditFirewall, type Exposure, type FirewallAudit, resolveVersion } from "cpanel-ports";
import {
  type FirewallFormat,
  parseApf,
  parseCsf,
  parseFirewalld,
  parseIptables,
  parseListeners,
  parseNftables,
  parseNmap,
  parseSshd,
  parseUfw,
  type Texts,
} from "cpanel-ports/parse";
import type { ParserOptions } from "../../../src/parse/server-files/parser-options.ts";
import { aboutFiles } from "./about-files.ts";
import type { AuditRequest } from "./request.ts";
import { type SortedRequest, sortRequest } from "./sorted-request.ts";

const parsers: Readonly<
  Record<FirewallFormat, (texts: Texts, options: ParserOptions) => Exposure>
> = {
  nftables: parseNftables,
  iptables: parseIptables,
  firewalld: parseFirewalld,
  csf: parseCsf,
  apf: parseApf,
  ufw: parseUfw,
  listeners: parseListeners,
  nmap: parseNmap,
};

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
  const { firewall, listeners, ssh, format } = sorted;
  const exposure = aboutFiles(firewall.indices, () =>
    parsers[format](firewall.texts, firewall.options),
  );
  const options = {
    ...request.options,
    inputs: firewall.names,
    listeners:
      listeners.texts.length > 0
        ? aboutFiles(listeners.indices, () => parseListeners(listeners.texts))
        : undefined,
    ssh:
      ssh.texts.length > 0
        ? aboutFiles(ssh.indices, () => parseSshd(ssh.texts, { names: ssh.names }))
        : undefined,
  };
  return { audit: auditFirewall(release, exposure, options), sorted };
}
