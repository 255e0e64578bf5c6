import { join } from "node:path";
import { createPolicy, type Policy } from "../../src/index.ts";

/**
 * The policies with golden files in test/golden: one folder per policy, with one file per format of the
 * command. The tests of the renderers compare with the files, and the system tests load them into real
 * firewalls.
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

/** Returns the golden file of a policy in a format. */
export function goldenFile(policy: string, format: string): string {
  return join(import.meta.dirname, "../golden", policy, format);
}
