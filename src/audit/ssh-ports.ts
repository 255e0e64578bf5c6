import type { AuditOptions } from "./types.ts";

/** The names of processes that serve SSH. */
const sshServers: ReadonlySet<string> = new Set(["dropbear", "sshd"]);

/** The port that the pages document for SSH. */
export const documentedSshPort = 22;

/** Returns the ports on which SSH is reached, as far as the inputs say; empty if they do not. */
export function sshPorts({
  ssh,
  listeners,
}: Pick<AuditOptions, "listeners" | "ssh">): readonly number[] {
  const ports = ssh
    ? ssh.listeners.filter(({ families }) => families.length > 0).map(({ port }) => port)
    : (listeners?.rules ?? [])
        .filter(
          ({ protocol, processes }) =>
            protocol === "tcp" && processes.some((name) => sshServers.has(name)),
        )
        .map(({ ports: { from } }) => from);
  return [...new Set(ports)].sort((a, b) => a - b);
}

/** Returns the ports on which SSH may be reached: where files are missing that may name ports, the documented one, too. */
export function possibleSshPorts({
  ssh,
  listeners,
}: Pick<AuditOptions, "listeners" | "ssh">): readonly number[] {
  const ports = [
    ...sshPorts({ ssh, listeners: undefined }),
    ...sshPorts({ ssh: undefined, listeners }),
    ...(ssh?.isComplete === false ? [documentedSshPort] : []),
  ];
  return [...new Set(ports)].sort((a, b) => a - b);
}
