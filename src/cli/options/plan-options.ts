import type { Command } from "commander";
import { type PlanFormat, planWriters } from "../../render/plan/render-plan.ts";

/** The formats of commands that change a firewall. */
export const planFormats: readonly string[] = Object.keys(planWriters);

/** Adds the options that say which table and chains the commands of a plan change. */
export function addPlanOptions(command: Command): Command {
  return command
    .option("--table <name>", "nftables: the table that the commands change, such as inet filter")
    .option("--input-chain <name>", "nftables: its chain for what comes in")
    .option("--output-chain <name>", "nftables: its chain for what goes out");
}

/** Whether a format is that of commands that change a firewall. */
export function isPlanFormat(format: string): format is PlanFormat {
  return planFormats.includes(format);
}
