import { planChanges } from "./tasks/plan-changes.ts";
import { renderFirewall } from "./tasks/render-firewall.ts";
import { renderTable } from "./tasks/render-table.ts";

/** What the worker does: plain data in, plain data out. */
export const tasks = { planChanges, renderFirewall, renderTable };

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
