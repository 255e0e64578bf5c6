import { auditFiles } from "./tasks/audit-files.ts";
import { checkFiles } from "./tasks/check-files.ts";
import { exportAudit } from "./tasks/export-audit.ts";
import { planChanges } from "./tasks/plan-changes.ts";
import { planFiles } from "./tasks/plan-files.ts";
import { renderFirewall } from "./tasks/render-firewall.ts";
import { renderTable } from "./tasks/render-table.ts";

/** The tasks of the worker: plain data in, plain data out. */
export const tasks = {
  auditFiles,
  checkFiles,
  exportAudit,
  planChanges,
  planFiles,
  renderFirewall,
  renderTable,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
