import { openAccess } from "../net/access.ts";
import { covers } from "../net/port-range.ts";
import { type RemoteAddresses, remotesOf } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { concernsTcpPort } from "./concerns-tcp-port.ts";
import type { PlanChange } from "./types.ts";

/** Who may connect to a TCP port, in any number of parts. */
type AccessTo = (port: number) => readonly RemoteAddresses[];

/** Returns a function that returns who may connect to a TCP port. */
export function tcpAccess(firewall: PolicyOrExposure, families: readonly Family[]): AccessTo {
  const open = openAccess(firewall, "inbound", "tcp", families);
  return (port) => open.filter((each) => covers(each, port)).map(({ value }) => value);
}

/** Returns a function that returns for whom changes open or close a TCP port. */
export function changedTcpAccess(
  changes: readonly PlanChange[],
  action: PlanChange["action"],
  families: readonly Family[],
): AccessTo {
  return (port) =>
    changes
      .filter((change) => change.action === action && concernsTcpPort(change, port))
      .map(({ who }) => remotesOf(who, families));
}
