import type { Family, Origin, Protocol } from "../../net/types.ts";

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
  readonly tool: "ss" | "netstat";
  /** Whether only versions of ss from before 2018 print it so. */
  readonly isFromOldSs: boolean;
}

/** The address of the server on which a socket listens. */
export type LocalAddress =
  /** `*`: all of both families, or of IPv4 in old versions of ss. */
  | { readonly kind: "all" }
  /** `[::]` or `::`: all of IPv6, and of IPv4 too unless the socket is for IPv6 only. */
  | { readonly kind: "all-ipv6"; readonly hasBrackets: boolean }
  | {
      readonly kind: "one";
      readonly family: Family;
      readonly address: bigint;
      /** Whether it is an IPv4 address that a socket for IPv6 listens on. */
      readonly isMapped: boolean;
    };
