import { portSpans } from "../../dataset/dataset.ts";

/** Returns the ports that any release documents, as strings. */
export function documentedPorts(): readonly string[] {
  return [...new Set(portSpans().map(({ entry }) => `${entry.port}`))];
}
