/** The commands that read firewalls: in one file of the package, because they need the same of it. */

export { audit } from "../commands/audit.ts";
export { check } from "../commands/check.ts";
export { compare } from "../commands/compare.ts";
export { plan } from "../commands/plan.ts";
