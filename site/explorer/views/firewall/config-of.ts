import type { FirewallOptions } from "../../../worker/tasks/render-firewall.ts";

/** Returns the options as the file that the command takes with `--config`. */
export function configOf(options: FirewallOptions): string {
  return `${JSON.stringify(options, null, 2)}\n`;
}
