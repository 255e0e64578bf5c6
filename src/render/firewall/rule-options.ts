import { refusal } from "../../errors.ts";
import { portSet } from "../../net/port-set.ts";
import type { PortRange } from "../../net/types.ts";
import { opensFor } from "../../policy/opens-for.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { readFlag } from "./read-flag.ts";

/** A unit of time for a rate, as nft and iptables have it. */
export type RateUnit = "day" | "hour" | "minute" | "second";

/** A rate of new connections, 1 to 100 in a unit of time: `"4/minute"`. */
export type SshRate = `${number}/${RateUnit}`;

/** What the rules of a firewall have in addition to ports and addresses; nothing by default. */
export interface RuleOptions {
  /** `true` writes a rule for each port or range, with what it is for as the rule's comment. */
  readonly comments?: boolean | undefined;
  /**
   * Logs what no rule lets through, at most 10 packets a minute, with this text before each line: printable
   * ASCII characters except `"`, `$` and `\`; up to 127 for nftables, up to 29 for iptables.
   */
  readonly logPrefix?: string | undefined;
  /**
   * How many new SSH connections an address may open; more are dropped. The network of an IPv6 address
   * (/64) counts as one. Connections that exist are not affected.
   */
  readonly sshRate?: SshRate | undefined;
}

/** The options of {@link RuleOptions}, by their names. */
export const ruleOptionNames: Readonly<Record<keyof RuleOptions, true>> = {
  comments: true,
  logPrefix: true,
  sshRate: true,
};

/** The options, checked, with every default in place. */
export interface ReadRuleOptions {
  readonly comments: boolean;
  readonly logPrefix: string | undefined;
  readonly sshLimit: SshLimit | undefined;
}

/** A limit for new SSH connections. */
export interface SshLimit {
  readonly connections: number;
  readonly per: RateUnit;
  /** The ports on which SSH listens. */
  readonly ports: readonly PortRange[];
}

/**
 * Checks the options of rules.
 *
 * @param longestPrefix - how many characters of a prefix the log of the firewall takes
 * @throws {@link InvalidOptionError} for a value that is not accepted, and for a rate without a port of SSH
 */
export function readRuleOptions(
  policy: PolicyOrExposure,
  { comments, logPrefix, sshRate }: RuleOptions,
  longestPrefix: number,
): ReadRuleOptions {
  return {
    comments: readFlag("comments", comments),
    logPrefix: logPrefix === undefined ? undefined : readPrefix(logPrefix, longestPrefix),
    sshLimit: sshRate === undefined ? undefined : readSshRate(policy, sshRate),
  };
}

function readPrefix(prefix: string, longest: number): string {
  if (
    typeof prefix !== "string" ||
    !/^[\x20-\x7e]+$/.test(prefix) ||
    /["$\\]/.test(prefix) ||
    prefix.length > longest
  ) {
    const expected = `1 to ${longest} printable ASCII characters other than ", $ and \\`;
    throw refusal("logPrefix", prefix, [], expected);
  }
  return prefix;
}

function readSshRate(policy: PolicyOrExposure, rate: string): SshLimit {
  const [, connections, per] = /^([1-9]\d?|100)\/(second|minute|hour|day)$/.exec(rate) ?? [];
  if (typeof rate !== "string" || per === undefined) {
    const expected = "1 to 100 connections per second, minute, hour or day, such as 4/minute";
    throw refusal("sshRate", rate, [], expected);
  }
  const ports = portSet(
    policy.rules
      .filter((rule) => rule.protocol === "tcp" && "services" in rule && opensFor("ssh", rule))
      .map((rule) => rule.ports),
  );
  if (ports.length === 0) {
    throw refusal("sshRate", rate, [], "no rate for a policy that opens no port of SSH");
  }
  return { connections: Number(connections), per: per as RateUnit, ports };
}
