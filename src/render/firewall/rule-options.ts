import { refusal } from "../../errors.ts";
import { portSet } from "../../net/port-set.ts";
import type { PortRange } from "../../net/types.ts";
import { opensFor } from "../../policy/opens-for.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { readFlag } from "./read-flag.ts";

/** A unit of time, as in rates of nft and iptables. */
export type RateUnit = "day" | "hour" | "minute" | "second";

/** A rate of new connections, 1 to 100 per unit of time: `"4/minute"`. */
export type SshRate = `${number}/${RateUnit}`;

/** The options for firewall rules; all are off by default. */
export interface RuleOptions {
  /** `true` renders one rule per port or range, with a comment that names its purpose. */
  readonly comments?: boolean | undefined;
  /**
   * The prefix of log lines for dropped packets, at most 10 packets a minute; default: no logging. Up to
   * 127 (nftables) or 29 (iptables) printable ASCII characters except `"`, `$` and `\`.
   */
  readonly logPrefix?: string | undefined;
  /**
   * The rate limit for new SSH connections from one IPv4 address or IPv6 /64 network; further ones are
   * dropped. Existing connections are not affected. Default: no limit.
   */
  readonly sshRate?: SshRate | undefined;
}

/** The names of {@link RuleOptions}. */
export const ruleOptionNames: Readonly<Record<keyof RuleOptions, true>> = {
  comments: true,
  logPrefix: true,
  sshRate: true,
};

/** The checked options. */
export interface ReadRuleOptions {
  readonly comments: boolean;
  readonly logPrefix: string | undefined;
  readonly sshLimit: SshLimit | undefined;
}

/** A rate limit for new SSH connections. */
export interface SshLimit {
  readonly connections: number;
  readonly per: RateUnit;
  /** The ports on which SSH listens. */
  readonly ports: readonly PortRange[];
}

/**
 * Checks the options of rules.
 *
 * @param longestPrefix - the maximum length of a log prefix
 * @throws {@link InvalidOptionError} when a value is not accepted, or a rate is given without an open SSH port
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
    throw refusal("sshRate", rate, [], "no rate, because the policy opens no SSH port");
  }
  return { connections: Number(connections), per: per as RateUnit, ports };
}
