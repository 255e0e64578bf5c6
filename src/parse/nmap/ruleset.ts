import type { Family, Origin, PortRange, Protocol } from "../../net/types.ts";

/** A run of nmap. */
export interface Scan {
  readonly techniques: readonly Technique[];
  /** An option with which the packets of the scan were not those of a connection. */
  readonly oddOption: string | undefined;
  readonly hosts: readonly ScannedHost[];
}

/** How the ports of a protocol were scanned. */
export interface Technique {
  readonly protocol: Protocol;
  /** As nmap calls it, such as `syn`, `connect`, `ack` or `udp`. */
  readonly name: string;
  /** The ports that were asked for; `undefined` if the input does not list them. */
  readonly ports: readonly PortRange[] | undefined;
}

/** A host as a run of nmap met it. */
export interface ScannedHost {
  readonly family: Family;
  readonly address: string;
  readonly names: readonly string[];
  /** Whether nmap ran on the host itself. */
  readonly isScanner: boolean;
  /** Whether its ports were scanned to the end. */
  readonly isComplete: boolean;
  /** The ports of which the input says the state. */
  readonly ports: readonly StatedPorts[];
  /** States of ports that are counted, and not listed. */
  readonly counted: readonly CountedPorts[];
  readonly origin: Origin;
}

/** Ports, and in which state they are. */
export interface StatedPorts {
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  /** As nmap calls it, such as `open`, `filtered` or `open|filtered`. */
  readonly state: string;
  /** Why nmap reports so, such as `syn-ack`; empty if the input does not have it. */
  readonly reason: string;
  readonly origin: Origin;
}

/** How many other ports, of all protocols, are in a state. */
export interface CountedPorts extends Pick<StatedPorts, "origin" | "reason" | "state"> {
  readonly count: number;
}
