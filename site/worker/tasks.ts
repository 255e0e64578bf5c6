import { renderFiles } from "./tasks/render-files.ts";
import { renderTable } from "./tasks/render-table.ts";

/** What the worker does: plain data in, plain data out. */
export const tasks = { renderFiles, renderTable };

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
