/**
 * The commands that read firewalls: in one file of the package, because they need the same of it. The completion is with them,
 * the largest, because in a file of its own it would divide what the others share into more files.
 */

export { audit } from "../commands/audit.ts";
export { check } from "../commands/check.ts";
export { compare } from "../commands/compare.ts";
export { completion } from "../commands/completion.ts";
export { plan } from "../commands/plan.ts";
