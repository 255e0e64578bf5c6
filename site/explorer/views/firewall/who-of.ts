import type { Settings } from "./settings.ts";

/** Who may reach a service or a port, as it is typed; empty for anyone. What is typed may have any name. */
export function whoOf({ allowFrom }: Settings, key: string): string {
  return Object.hasOwn(allowFrom, key) ? (allowFrom[key] ?? "") : "";
}
