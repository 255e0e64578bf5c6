import type { PortEntry } from "../dataset/types.ts";

/** Whether a plain-text port is needed even where its TLS twin is open: certificates are validated over port 80. */
export function staysBesideTls(entry: PortEntry): boolean {
  return entry.annotations.some((each) => each.id === "certificate-validation");
}
