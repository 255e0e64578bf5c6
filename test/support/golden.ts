import { join } from "node:path";
import { createPolicy, type Policy } from "../../src/index.ts";

/**
 * The policies whose outputs are kept in test/golden, a folder for each and in it a file for each
 * format of the command. The tests of the renderers compare with the files; the system tests load the
 * files into real firewalls.
 */
export const goldenPolicies: Readonly<Record<string, Policy>> = {
  "126": createPolicy(126),
  // cpanel-ports render <format> 126 --service cpanel,whm,ssh,httpd,dns --replace ssh=2222
  "126-web": createPolicy(126, {
    services: ["cpanel", "whm", "ssh", "httpd", "dns"],
    replace: { ssh: 2222 },
  }),
  "118-office": createPolicy(118, {
    outbound: "needed",
    os: "almalinux",
    preferTls: true,
    add: ["ftp-passive", { ports: 8443, protocol: "udp", label: "Something else" }],
    allowFrom: { ssh: ["10.99.0.2", "fd99::2"], whm: ["10.99.0.2/31", "license-callback"] },
  }),
};

/** The file that keeps a policy in a format. */
export function goldenFile(policy: string, format: string): string {
  return join(import.meta.dirname, "../golden", policy, format);
}
