import type { PolicyOrExposure } from "../policy/types.ts";
import { mayComeIn } from "./may-come-in.ts";
import { readKept } from "./read-closing.ts";

/** Returns the first connection to keep that a firewall does not let in; `undefined` for none. */
export function closedConnection(
  connections: readonly string[],
  actual: PolicyOrExposure,
): string | undefined {
  return connections.find((each) => !mayComeIn(actual, readKept(each)));
}
