import type { PolicyOrExposure } from "../policy/types.ts";
import { mayComeIn } from "./may-come-in.ts";
import { readKept } from "./read-closing.ts";

/** Returns the first of some connections, as options of plans name them, that a firewall does not let in. */
export function closedConnection(
  connections: readonly string[],
  actual: PolicyOrExposure,
): string | undefined {
  return connections.find((each) => !mayComeIn(actual, readKept(each)));
}
