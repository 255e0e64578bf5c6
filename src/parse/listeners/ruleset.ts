import type { Family, Origin, Protocol } from "../../net/types.ts";

/** The tools whose output is read. */
export type ListenerTool = "lsof" | "netstat" | "ss";

/** What an input says. */
export interface ListenerInput {
  readonly sockets: readonly Socket[];
  /** The tools whose rows it has. */
  readonly tools: ReadonlySet<ListenerTool>;
  /** The protocols whose listening sockets it shows, if there are any. */
  readonly examined: ReadonlySet<Protocol>;
  readonly hasHeading: boolean;
  /** The version of ss: before 2018, `*` meant IPv4 alone, and `[::]` did not mean IPv6 alone. */
  readonly version: "new" | "old" | undefined;
}

/** A socket that listens, or a line that may be one. */
export interface Socket {
  readonly origin: Origin;
  readonly protocol: Protocol;
  readonly port: number;
  /** `undefined` if the line or its address is not understood. */
  readonly address: LocalAddress | undefined;
  /** The network interface it is bound to. */
  readonly device: string | undefined;
  /** The names of the processes, as they are printed. */
  readonly names: readonly string[];
}

/** The address of the server on which a socket listens. */
export type LocalAddress =
  /** The `*` of ss: all of both families, or of IPv4 in old versions. */
  | { readonly kind: "star" }
  /** All of IPv6, and of IPv4 too unless the socket is for IPv6 only. */
  | {
      readonly kind: "all-ipv6";
      /** `undefined` if the line does not say it; `"brackets"` if it has those of ss. */
      readonly isIpv6Only: "brackets" | boolean | undefined;
    }
  /** A name. */
  | { readonly kind: "name" }
  | {
      readonly kind: "one";
      readonly family: Family;
      readonly address: bigint;
      /** Whether it is an IPv4 address that a socket for IPv6 listens on. */
      readonly isMapped: boolean;
    };
