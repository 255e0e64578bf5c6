import type { Settings } from "./settings.ts";

/** The allowed sources of a service or a port, as typed; empty for anyone. A typed key can have any name. */
export function whoOf({ allowFrom }: Settings, key: string): string {
  return Object.hasOwn(allowFrom, key) ? (allowFrom[key] ?? "") : "";
}
