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
  /** The transport protocol; `"tcp"` if it is left out. */
  readonly protocol?: Protocol | undefined;
  /** Which way the connection is opened, seen from the server; `"inbound"` if it is left out. */
  readonly direction?: Direction | undefined;
  /** The IPv4 or IPv6 address of the remote machine; everybody if it is left out. */
  readonly address?: string | undefined;
}

/** How {@link parse.checkConnection} reads its inputs: the options of all parsers. */
export interface CheckOptions
  extends ParseApfOptions,
    ParseCsfOptions,
    ParseFirewalldOptions,
    ParseIptablesOptions,
    ParseNmapOptions {
  /** The format of the inputs; detected if it is left out. */
  readonly format?: FirewallFormat | undefined;
}

/** What becomes of a connection. */
export type ConnectionVerdict = "closed" | "open" | "undetermined";

/** What a firewall does with a connection, and what in it decides that. */
export interface ConnectionFate {
  /** The address of the remote machine. */
  readonly address: string;
  /** Whether the connection gets through. */
  readonly verdict: ConnectionVerdict;
  /** The rule, setting or policy that decides; `null` where nothing in the input does. */
  readonly decidedBy: Origin | null;
  /** Whether no rule matches, so that the policy decides. */
  readonly isPolicy: boolean;
  /** The rules that lead to the chain of the rule that decides, the first of them first. */
  readonly jumps: readonly Origin[];
  /**
   * What decides the same in its place, where it is in doubt which rules the connection meets: as one from an
   * address that is not in the input.
   */
  readonly alternatives: readonly Origin[];
  /** The packets that it stops, or lets through: replies and later ones count once the first one passed. */
  readonly packets: "later" | "opening" | "reply";
  /** Why it is undetermined, or what its verdict depends on, one sentence or phrase each. */
  readonly reasons: readonly string[];
  /** All of it in one sentence. */
  readonly sentence: string;
}

/** What a firewall does with a connection over one family. */
export interface ConnectionAnswer extends ConnectionFate {
  /** The address family. */
  readonly family: Family;
  /** The remote machines of the family that get the same verdict. */
  readonly holdsFor: WhoMay;
  /** An address with a different verdict; `null` if there is none, or if an address was asked for. */
  readonly witness: ConnectionFate | null;
}

/** What a firewall does with a connection: plain, frozen data. */
export interface ConnectionCheck {
  /** The firewall. */
  readonly title: string;
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly port: number;
  /** `"open"` if every answer is, `"closed"` if one is, otherwise `"undetermined"`. */
  readonly verdict: ConnectionVerdict;
  /** One for the address that was asked for; or one for each family that the input covers, for everybody. */
  readonly answers: readonly ConnectionAnswer[];
  /** What the parser remarks. */
  readonly notes: Exposure["notes"];
}
