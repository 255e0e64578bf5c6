import type { PolicyOptions } from "../policy/types.ts";

/** Tells whether options ask to limit outbound connections. */
export function limitsOutbound({ outbound }: PolicyOptions): boolean {
  return outbound !== undefined && outbound !== "any";
}
