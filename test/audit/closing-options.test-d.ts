import { type FirewallAudit, type Policy, planAudit, planUpgrade } from "../../src/index.ts";

declare const audit: FirewallAudit;
declare const policy: Policy;
declare const close: boolean;
declare const keep: string;

planAudit(audit, { keep });
planAudit(audit, { close: false });
planAudit(audit, { close: undefined, keep: undefined });
planAudit(audit, { close: true, keep });
planAudit(audit, { close, keep: [keep] });
// @ts-expect-error: closing requires the connections to keep.
planAudit(audit, { close: true });
// @ts-expect-error: it may be true.
planAudit(audit, { close });

planUpgrade(118, 126, policy, { services: "ssh", close: true, keep });
planUpgrade(118, 126, { services: "ssh" });
// @ts-expect-error: closing requires the connections to keep.
planUpgrade(118, 126, policy, { services: "ssh", close: true });
// @ts-expect-error: a misspelled service.
planUpgrade(118, 126, policy, { services: "shh" });
