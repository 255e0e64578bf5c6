import type { AuditOptions } from "./types.ts";

/** Returns the ports on which SSH is reached, as far as the inputs say; empty if they do not. */
export function sshPorts({
  ssh,
  listeners,
}: Pick<AuditOptions, "listeners" | "ssh">): readonly number[] {
  const ports = ssh
    ? ssh.listeners.filter(({ families }) => families.length > 0).map(({ port }) => port)
    : (listeners?.rules ?? [])
        .filter(({ protocol, processes }) => protocol === "tcp" && processes.includes("sshd"))
        .map(({ ports: { from } }) => from);
  return [...new Set(ports)].sort((a, b) => a - b);
}
