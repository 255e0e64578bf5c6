/** The commands that write for firewalls: in one file of the package, because they need the same of it. */

export { block } from "../commands/block.ts";
export { render } from "../commands/render.ts";
