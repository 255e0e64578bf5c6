import type { ListenerExposure, SshListeners } from "../net/types.ts";
import type { Server } from "./read-server.ts";
import type { FirewallAudit } from "./types.ts";

/** The process names of SSH servers. */
const sshServers: ReadonlySet<string> = new Set(["dropbear", "sshd"]);

/** The documented SSH port. */
export const documentedSshPort = 22;

/** Returns the SSH ports that the inputs show; empty if they show none. */
export function sshPorts({ ssh, listeners }: Server): readonly number[] {
  return inOrder(ssh ? configuredPorts(ssh) : listeningPorts(listeners));
}

/** Returns where SSH may listen. If files that may name ports are missing, this includes the documented port. */
export function whereSshMayBe({
  ssh,
  listeners,
}: Server): Pick<FirewallAudit, "sshMayBeElsewhere" | "sshPorts"> {
  const sshMayBeElsewhere = ssh?.isComplete === false;
  return {
    sshPorts: inOrder([
      ...configuredPorts(ssh),
      ...listeningPorts(listeners),
      ...(sshMayBeElsewhere ? [documentedSshPort] : []),
    ]),
    sshMayBeElsewhere,
  };
}

function configuredPorts(ssh: SshListeners | undefined): readonly number[] {
  return (ssh?.listeners ?? [])
    .filter(({ families }) => families.length > 0)
    .map(({ port }) => port);
}

function listeningPorts(listeners: ListenerExposure | undefined): readonly number[] {
  return (listeners?.rules ?? [])
    .filter(
      ({ protocol, processes }) =>
        protocol === "tcp" && processes.some((name) => sshServers.has(name)),
    )
    .map(({ ports: { from } }) => from);
}

function inOrder(ports: readonly number[]): readonly number[] {
  return [...new Set(ports)].sort((a, b) => a - b);
}
