import type { ListenerExposure, SshListeners } from "../net/types.ts";
import type { Server } from "./read-server.ts";
import type { FirewallAudit } from "./types.ts";

/** The names of processes that serve SSH. */
const sshServers: ReadonlySet<string> = new Set(["dropbear", "sshd"]);

/** The port that the pages document for SSH. */
export const documentedSshPort = 22;

/** Returns the ports on which SSH is reached, as far as the inputs say; empty if they do not. */
export function sshPorts({ ssh, listeners }: Server): readonly number[] {
  return inOrder(ssh ? configuredPorts(ssh) : listeningPorts(listeners));
}

/** Returns where SSH may be reached: where files are missing that may name ports, at the documented one, too. */
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
