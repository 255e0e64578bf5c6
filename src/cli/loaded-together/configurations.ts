/** The commands that write firewall rules and pictures: bundled in one file because they share most code. */

export { block } from "../commands/block.ts";
export { releases } from "../commands/releases.ts";
export { render } from "../commands/render.ts";
