/** A connection to probe, and whether it should get a reply. */
export interface Probe {
  readonly protocol: "tcp" | "udp";
  /** The address to connect from. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly open: boolean;
}
