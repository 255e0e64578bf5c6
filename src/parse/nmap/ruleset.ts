import type { Family, Origin, PortRange, Protocol } from "../../net/types.ts";

/** An nmap run. */
export interface Scan {
  readonly techniques: readonly Technique[];
  /** An option that made the packets of the scan differ from those of a connection. */
  readonly oddOption: string | undefined;
  readonly hosts: readonly ScannedHost[];
}

/** The technique by which the ports of a protocol were scanned. */
export interface Technique {
  readonly protocol: Protocol;
  /** nmap's name of the technique, such as `syn`, `connect`, `ack` or `udp`. */
  readonly name: string;
  /** The requested ports; `undefined` if the input does not list them. */
  readonly ports: readonly PortRange[] | undefined;
}

/** A host in an nmap run. */
export interface ScannedHost {
  readonly family: Family;
  readonly address: string;
  readonly names: readonly string[];
  /** Whether nmap ran on the host itself. */
  readonly isScanner: boolean;
  /** Whether its port scan finished. */
  readonly isComplete: boolean;
  /** The ports whose state the input lists. */
  readonly ports: readonly StatedPorts[];
  /** The states of ports that are only counted. */
  readonly counted: readonly CountedPorts[];
  readonly origin: Origin;
}

/** Ports and their state. */
export interface StatedPorts {
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  /** nmap's name of the state, such as `open`, `filtered` or `open|filtered`. */
  readonly state: string;
  /** nmap's reason for the state, such as `syn-ack`; empty if the input does not have it. */
  readonly reason: string;
  readonly origin: Origin;
}

/** The number of unlisted ports, of all protocols, in a state. */
export interface CountedPorts extends Pick<StatedPorts, "origin" | "reason" | "state"> {
  readonly count: number;
}
