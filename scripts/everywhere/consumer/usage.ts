import {
  type AddedPorts,
  auditFirewall,
  CpanelPortsError,
  type CpanelPortsErrorCode,
  createPolicy,
  diffReleases,
  getPort,
  isCpanelPortsError,
  listPorts,
  listServices,
  type PortFilter,
  type PortIn,
  type RemovedPorts,
  releases,
  resolveRelease,
  resolveVersion,
} from "cpanel-ports";
import { checkConnection, parseCsf, parseServer, type ServerFile } from "cpanel-ports/parse";
import { renderHtml, toTable } from "cpanel-ports/render";

export const literal: 2091 = getPort(118, 2091).port;
export const absent: undefined = getPort(126, 2091);
export const ports: readonly number[] = listPorts(126, {
  service: ["imap", "EXIM"],
  protection: "implicit",
}).map((each) => each.port);
export const removed: RemovedPorts<118, 126> = 2195;
export const added: AddedPorts<118, 126>[] = [];
export const of126: PortIn<126> = 2083;
export const latest: 126 = resolveRelease("latest");
export const opened: readonly number[] = parseCsf("").rules.map((rule) => rule.ports.from);
export const files: readonly ServerFile[] = [{ name: "csf.conf", text: "" }];
export const server = parseServer(files, { format: "csf", interface: "eth0" });
export const audited = auditFirewall(126, server.firewall, {
  inputs: server.inputs,
  listeners: server.listeners,
  ssh: server.ssh,
});
export const checked = [files, ""].map((each) => checkConnection(each, { port: 22 }).verdict);
export const entry = getPort(Number("126"), Number("22"));
export const protection: "implicit" | "starttls" | "ssh" | "none" | "undocumented" | undefined =
  entry?.protection;

try {
  diffReleases(118, 126);
} catch (error) {
  if (error instanceof CpanelPortsError) {
    const code: CpanelPortsErrorCode = error.code;
    throw code;
  }
  if (isCpanelPortsError(error)) {
    switch (error.code) {
      case "invalid-option": {
        const [field, suggestion]: [string, string | undefined] = [error.field, error.suggestion];
        throw [field, suggestion];
      }
      case "contradictory-options": {
        const options: readonly [string, string] = error.options;
        throw options;
      }
      default:
        throw [error.cause.code, error.input];
    }
  }
}

// Values known only at run time compile, and are checked at run time.
const release: number = Number("126");
const service: string = "IMAP";
const services: readonly string[] = [service];
const filter: PortFilter = { service, port: release };
listPorts(release, filter);
listPorts(126, { service: ["imap", service] });
listPorts(126, { service: services });
listPorts(126, { service: "Apache SpamAssassin" });
listPorts(126, { service: ["IMAP", "cpsrvd", "mail"] });
for (const each of releases) {
  listPorts(each.release);
  getPort(each.release, 22);
  listServices(each.release);
  createPolicy(each.release, { services });
  for (const other of releases) {
    diffReleases(each.release, other.release, filter);
  }
}
createPolicy(resolveVersion("138"), { services: "ssh", omit: [26, "mysql", service] });
createPolicy(126, {
  services: ["ssh", 26, "443"],
  omit: ["dhcp", "network-time"],
  outbound: "needed",
  conditions: "all",
});
createPolicy(126, {
  services: release,
  omit: "dns-queries",
  conditions: { "remote-mysql": true },
  allowFrom: { "8000-8010": "192.0.2.1" },
});
renderHtml(listPorts(126), {
  columns: ["port", { title: "Twin", value: (each) => each.twin ?? "none" }],
});
export const rows: readonly (readonly string[])[] = toTable(listPorts(126)).rows;

// A module that was not found has type any and would accept all of these.
// @ts-expect-error
listPorts(125);
// @ts-expect-error
listPorts(126, { service: "imapp" });
// @ts-expect-error
getPort(126, 2195).port;
// @ts-expect-error
parseCsf(22);
// @ts-expect-error
toTable(listPorts(126)).row;
