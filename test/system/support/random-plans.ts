import fc from "fast-check";
import {
  type AuditOptions,
  auditFirewall,
  CpanelPortsError,
  type Exposure,
  type FirewallPlan,
  type PlanChange,
  planAudit,
} from "../../../src/index.ts";
import { type PlanFormat, renderPlan } from "../../../src/render/index.ts";
import { addresses } from "./network.ts";

const { office, stranger } = addresses;

/** The properties of random servers. */
export const randomOptions: fc.Arbitrary<AuditOptions> = fc.record({
  services: fc
    .subarray(["cpanel", "httpd", "dns", "imap"] as const)
    .map((some) => ["ssh", "whm", ...some] as const),
  allowFrom: fc.constantFrom(
    {},
    { whm: [office.ipv4, office.ipv6] },
    { ssh: ["10.99.0.2/31", "fd99::/64"] },
    { whm: stranger.ipv4 },
  ),
  preferTls: fc.boolean(),
  outbound: fc.constantFrom("any", "needed"),
});

/** The ports of random servers and policies; all are probed. */
export const planPorts: readonly number[] = [
  ...[21, 22, 25, 53, 80, 143, 443, 783, 993, 2082, 2083, 2086, 2087, 2089, 2222, 3306],
  ...[8443, 9090, 123],
];

/** The seed of random servers: `SEED`, if set, so that other servers can be tested. */
export function seedOr(usual: number): number {
  return Number(process.env.SEED ?? usual);
}

/** Plans that make a firewall match, with every change that a writer accepts. */
export function planOf(exposure: Exposure, options: AuditOptions, keep: string): FirewallPlan {
  return planAudit(auditFirewall(126, exposure, options), { close: true, keep });
}

/** Returns a plan without the changes that its writer rejects. */
export function writable(plan: FirewallPlan, format: PlanFormat): FirewallPlan {
  const isWritable = (change: PlanChange) => {
    try {
      renderPlan({ ...plan, changes: [change] }, format);
      return true;
    } catch (error) {
      if (error instanceof CpanelPortsError) {
        return false;
      }
      throw error;
    }
  };
  return { ...plan, changes: plan.changes.filter(isWritable) };
}
