import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Context, Target } from "./target.ts";

/**
 * Runs the steps of a target in order.
 *
 * @throws Error if a step fails or does not print the expected text
 */
export async function runTarget(
  target: Target,
  context: Omit<Context, "folder">,
  folders: string,
): Promise<void> {
  const own = { ...context, folder: join(folders, target.name) };
  mkdirSync(own.folder);
  const stop = await target.start?.(own);
  try {
    for (const step of target.steps) {
      const printed = await step.run(own).catch((error: Error) => {
        throw new Error(`${step.what}: ${error.message}`);
      });
      const missing = step.expected.filter((each) => !printed.includes(each));
      if (missing.length > 0) {
        throw new Error(`${step.what} did not print ${JSON.stringify(missing)}:\n${printed}`);
      }
    }
  } finally {
    stop?.();
  }
}
