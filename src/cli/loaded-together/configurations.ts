/** The commands that write for firewalls, and that draw: in one file of the package, because they need the same of it. */

export { block } from "../commands/block.ts";
export { releases } from "../commands/releases.ts";
export { render } from "../commands/render.ts";
