/** The commands that answer only from the dataset, in tables: bundled in one file because they share most code. */

export { diff } from "../commands/diff.ts";
export { list } from "../commands/list.ts";
export { services } from "../commands/services.ts";
export { show } from "../commands/show.ts";
