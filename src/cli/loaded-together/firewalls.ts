/**
 * The commands that read firewalls: bundled in one file because they share most code. `completion` is bundled with them, the
 * largest group, because a separate file would split the code shared by the other groups into more files.
 */

export { audit } from "../commands/audit.ts";
export { check } from "../commands/check.ts";
export { compare } from "../commands/compare.ts";
export { completion } from "../commands/completion.ts";
export { plan } from "../commands/plan.ts";
