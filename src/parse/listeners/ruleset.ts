import type { Family, Origin, Protocol } from "../../net/types.ts";

/** The supported tools. */
export type ListenerTool = "lsof" | "netstat" | "ss";

/** The parsed contents of an input. */
export interface ListenerInput {
  readonly sockets: readonly Socket[];
  /** The tools that printed its rows. */
  readonly tools: ReadonlySet<ListenerTool>;
  /** The protocols whose listening sockets, if any, it shows. */
  readonly examined: ReadonlySet<Protocol>;
  readonly hasHeading: boolean;
  /** The version of ss: before 2018, `*` meant only IPv4, and `[::]` did not mean only IPv6. */
  readonly version: "new" | "old" | undefined;
}

/** A listening socket, or a line that may describe one. */
export interface Socket {
  readonly origin: Origin;
  readonly protocol: Protocol;
  readonly port: number;
  /** `undefined` if the line or its address could not be parsed. */
  readonly address: LocalAddress | undefined;
  /** The network interface it is bound to. */
  readonly device: string | undefined;
  /** The names of the processes, as printed. */
  readonly names: readonly string[];
}

/** The server's address on which a socket listens. */
export type LocalAddress =
  /** The `*` of ss: all addresses of both families, or only IPv4 in old versions. */
  | { readonly kind: "star" }
  /** All IPv6 addresses, and also all IPv4 addresses unless the socket is only for IPv6. */
  | {
      readonly kind: "all-ipv6";
      /** `undefined` if the line does not show it; `"brackets"` if ss printed brackets. */
      readonly isIpv6Only: "brackets" | boolean | undefined;
    }
  | { readonly kind: "name" }
  | {
      readonly kind: "one";
      readonly family: Family;
      readonly address: bigint;
      /** Whether it is an IPv4 address on which an IPv6 socket listens. */
      readonly isMapped: boolean;
    };
