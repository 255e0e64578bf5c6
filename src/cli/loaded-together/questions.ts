/** The commands that answer from the dataset alone, in tables: in one file of the package, because they need the same of it. */

export { diff } from "../commands/diff.ts";
export { list } from "../commands/list.ts";
export { services } from "../commands/services.ts";
export { show } from "../commands/show.ts";
