import type { Direction, Exposure, Family, Origin, Protocol, WhoMay } from "../../net/types.ts";
import type { ParseApfOptions } from "../apf/options.ts";
import type { ParseCsfOptions } from "../csf/options.ts";
import type { FirewallFormat } from "../detect.ts";
import type { ParseFirewalldOptions } from "../firewalld/options.ts";
import type { ParseIptablesOptions } from "../iptables/options.ts";
import type { ParseNmapOptions } from "../nmap/options.ts";

/** A connection to check. */
export interface Connection {
  /** The destination port, from 1 to 65535: of the server where inbound, of the remote machine where outbound. */
  readonly port: number;
  /** The transport protocol (default: `"tcp"`). */
  readonly protocol?: Protocol | undefined;
  /** The direction in which the connection is opened, seen from the server (default: `"inbound"`). */
  readonly direction?: Direction | undefined;
  /** The IPv4 or IPv6 address of the remote machine (default: all addresses). */
  readonly address?: string | undefined;
}

/** Options of {@link parse.checkConnection | checkConnection}: the options of all parsers, and the format. */
export interface CheckOptions
  extends ParseApfOptions,
    ParseCsfOptions,
    ParseFirewalldOptions,
    ParseIptablesOptions,
    ParseNmapOptions {
  /** The format of the inputs; detected if omitted. */
  readonly format?: FirewallFormat | undefined;
  /** The names of the inputs, for sentences. */
  readonly inputs?: readonly string[] | undefined;
}

/** The verdict on a connection. */
export type ConnectionVerdict = "closed" | "open" | "undetermined";

/** The fate of a connection, and the rule or policy that decides it. */
export interface ConnectionFate {
  /** The address of the remote machine. */
  readonly address: string;
  /** Whether the connection gets through. */
  readonly verdict: ConnectionVerdict;
  /** The rule, setting or policy that decides; `null` if nothing in the input does. */
  readonly decidedBy: Origin | null;
  /** Whether the policy decides, because no rule matches. */
  readonly isPolicy: boolean;
  /** The jumps to the chain of the deciding rule, in order. */
  readonly jumps: readonly Origin[];
  /** Other rules that may decide the same instead, if it is in doubt which rules the connection meets. */
  readonly alternatives: readonly Origin[];
  /** The packets that the rule drops or accepts: replies and later packets count once the opening packet passed. */
  readonly packets: "later" | "opening" | "reply";
  /** Why the connection is undetermined, or what its verdict depends on, one sentence or phrase each. */
  readonly reasons: readonly string[];
  /** The verdict and its reason in one sentence. */
  readonly sentence: string;
}

/** The fate of a connection over one address family. */
export interface ConnectionAnswer extends ConnectionFate {
  /** The address family. */
  readonly family: Family;
  /** The remote addresses of the family with the same verdict. */
  readonly holdsFor: WhoMay;
  /**
   * The fate for an address with a different verdict; `null` if all addresses have the same verdict, or if the
   * check is for one address.
   */
  readonly witness: ConnectionFate | null;
}

/** The result of checking a connection: plain, frozen data. */
export interface ConnectionCheck {
  /** The title of the firewall. */
  readonly title: string;
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly port: number;
  /** The verdict of all answers; `"mixed"` if they differ. */
  readonly verdict: ConnectionVerdict | "mixed";
  /** One answer for the given address; without an address, one for each family that the input covers. */
  readonly answers: readonly ConnectionAnswer[];
  /** The notes of the parser. */
  readonly notes: Exposure["notes"];
}
