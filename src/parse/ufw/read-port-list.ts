import { readUfwPorts } from "./ports.ts";
import type { UfwPortList } from "./ruleset.ts";

/** Parses a port list of a profile, such as `80,443/tcp`; `undefined` if ufw rejects it. */
export function readUfwPortList(text: string): UfwPortList | undefined {
  const [list = "", named = "any", ...others] = text.split("/");
  const protocol = named === "tcp" || named === "udp" ? named : undefined;
  const ports = readUfwPorts(list);
  // ufw requires a protocol for more than one port.
  return ports === undefined ||
    others.length > 0 ||
    (protocol === undefined && (named !== "any" || /[,:]/.test(list)))
    ? undefined
    : { protocol, ports };
}
