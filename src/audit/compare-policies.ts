import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import type { Condition, PortEntry } from "../dataset/types.ts";
import { openAccess, undeterminedAccess } from "../net/access.ts";
import { allAddresses, countAddresses, nonUnicastAddresses, subtract } from "../net/address-set.ts";
import { overlay, type PortMap } from "../net/port-map.ts";
import { covers, overlaps } from "../net/port-range.ts";
import {
  combine,
  isNobody,
  noRemotes,
  type RemoteAddresses,
  remotesOf,
  whoMayOf,
} from "../net/remote-addresses.ts";
import type { Direction, Family, PortRange, Protocol } from "../net/types.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import { staysBesideTls } from "../policy/stays-beside-tls.ts";
import type { Policy, PolicyOrExposure, PolicyRule } from "../policy/types.ts";
import { licenseCallback } from "../query/license-callback.ts";
import { listPorts } from "../query/list-ports.ts";
import { portHistory } from "../query/port-history.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { type FindingRule, findingRules } from "./finding-rules.ts";
import type { PolicyDiff, PolicyFinding } from "./types.ts";

/**
 * What an actual policy lacks and has too much, against an expected one. Only what gets through
 * counts: how rules are cut or named does not. Addresses that no connection between machines has, such
 * as those of loopback, are left out.
 *
 * @param expected - what should be open, such as `createPolicy` makes it
 * @param actual - what is open, such as a parser finds it
 * @returns the differences, each with why the port is needed, where the expected policy has a release
 * @throws {@link InvalidPolicyError} for what is no policy
 *
 * @example
 * ```ts
 * import { comparePolicies, createPolicy } from "cpanel-ports";
 *
 * const expected = createPolicy(126, { services: ["ssh", "whm"], preferTls: true, allowFrom: { ssh: "198.51.100.0/24" } });
 * const actual = createPolicy(126, { services: ["ssh", "httpd"] });
 * const diff = comparePolicies(expected, actual);
 * diff.missing.map(({ ports, rule, since }) => [ports.from, rule, since]); // => [[2087, "no-license-callback", 102]]
 * diff.extra.map(({ protocol, ports, rule }) => [protocol, ports.from, rule]); // => [["tcp", 80, "other-port-open"], ["tcp", 443, "other-port-open"], ["udp", 443, "other-port-open"]]
 * diff.wider.map(({ ports, rule }) => [ports.from, rule]); // => [[22, "open-to-more"]]
 * comparePolicies(actual, actual).missing; // => []
 * ```
 */
export function comparePolicies(expected: Policy, actual: PolicyOrExposure): PolicyDiff {
  checkPolicy(expected);
  checkPolicy(actual);
  const comparison = new Comparison(expected, actual);
  const findings = (["inbound", "outbound"] as const).flatMap((direction) =>
    (["tcp", "udp"] as const).flatMap((protocol) => comparison.findings(direction, protocol)),
  );
  const ofKind = (kind: PolicyFinding["kind"]) => findings.filter((each) => each.kind === kind);
  return deepFreeze({
    families: comparison.families,
    missing: ofKind("missing"),
    extra: ofKind("extra"),
    narrower: ofKind("narrower"),
    wider: ofKind("wider"),
    unknown: ofKind("unknown"),
  });
}

/** A run of ports in which nothing changes, with what differs. */
interface Difference extends PortRange {
  readonly kind: PolicyFinding["kind"];
  readonly expected: RemoteAddresses;
  readonly actual: RemoteAddresses;
  readonly difference: RemoteAddresses;
  readonly rules: readonly PolicyRule[];
  readonly entry: PortEntry | undefined;
  readonly reasons: readonly string[];
}

class Comparison {
  readonly families: readonly Family[];
  readonly #expected: Policy;
  readonly #actual: PolicyOrExposure;
  readonly #entries: ReadonlyMap<number, PortEntry>;
  readonly #loopback: ReadonlySet<number>;
  readonly #callsBack: boolean;

  constructor(expected: Policy, actual: PolicyOrExposure) {
    this.families = expected.families.filter((family) => actual.families.includes(family));
    this.#expected = expected;
    this.#actual = actual;
    const { release } = expected;
    const entries = release === null ? [] : listPorts(release);
    this.#entries = new Map(entries.map((entry) => [entry.port, entry]));
    this.#loopback = new Set([
      ...entries.filter(({ scope }) => scope === "loopback").map(({ port }) => port),
      ...expected.loopback.map(({ port }) => port),
    ]);
    this.#callsBack = release === null || this.#isCalledBack(release);
  }

  findings(direction: Direction, protocol: Protocol): readonly PolicyFinding[] {
    const { families } = this;
    const rules = this.#expected.rules.filter(
      (rule) => rule.direction === direction && rule.protocol === protocol,
    );
    const doubts = ("undetermined" in this.#actual ? this.#actual.undetermined : []).filter(
      (each) => each.direction === direction && each.protocol === protocol,
    );
    const cuts: PortMap<RemoteAddresses> = [...this.#entries.keys()].map((port) => ({
      from: port,
      through: port,
      value: noRemotes,
    }));
    const differences = overlay(
      [
        openAccess(this.#expected, direction, protocol, families),
        openAccess(this.#actual, direction, protocol, families),
        undeterminedAccess(this.#actual, direction, protocol, families),
        cuts,
      ],
      (ports, [wanted = noRemotes, open = noRemotes, unclear = noRemotes]) =>
        differencesOf(ports, wanted, open, unclear, {
          rules: rules.filter((rule) => covers(rule.ports, ports.from)),
          entry: this.#entries.get(ports.from),
          reasons: [
            ...new Set(
              doubts.filter((each) => overlaps(each.ports, ports)).flatMap((each) => each.reasons),
            ),
          ],
        }),
    ).flat();
    return (["missing", "extra", "narrower", "wider", "unknown"] as const)
      .flatMap((kind) => differences.filter((each) => each.kind === kind))
      .sort((a, b) => a.from - b.from)
      .map((difference) => this.#finding(difference, direction, protocol));
  }

  #finding(difference: Difference, direction: Direction, protocol: Protocol): PolicyFinding {
    const { kind, from, through, rules, entry, reasons } = difference;
    const who = (peers: RemoteAddresses) =>
      isNobody(peers) ? null : whoMayOf(peers, this.families);
    const rule = this.#ruleOf(difference, direction, protocol);
    const labels = [...new Set(rules.map(({ label }) => label))];
    // What no longer is, or is not yet, in the release has its name from another one.
    const known = entry ?? (from === through ? portHistory(from).at(-1)?.entry : undefined);
    const services = new Set(rules.flatMap(({ services }) => services));
    return {
      kind,
      severity: findingRules[rule].severity,
      rule,
      direction,
      protocol,
      ports: { from, through },
      expected: who(difference.expected),
      actual: who(difference.actual),
      difference: whoMayOf(difference.difference, this.families),
      label:
        labels.length > 0
          ? labels.join(", ")
          : (known?.documented.service ?? "No documented service"),
      services: services.size > 0 ? [...services] : (known?.services ?? []),
      conditions: conditionsOf(difference),
      entry: entry ?? null,
      since: from === through ? this.#since(from) : null,
      text: findingRules[rule].text,
      reasons,
    };
  }

  #ruleOf(difference: Difference, direction: Direction, protocol: Protocol): FindingRule {
    const { kind, from, entry } = difference;
    switch (kind) {
      case "unknown":
        return "not-known";
      case "wider":
        return direction === "inbound" ? "open-to-more" : "outbound-port-open";
      case "extra":
        if (direction === "inbound" && this.#loopback.has(from)) {
          return "loopback-port-open";
        }
        if (this.#isMinority(difference.difference)) {
          return "open-to-some";
        }
        if (direction === "outbound") {
          return "outbound-port-open";
        }
        if (this.#twinOf(entry, protocol) !== undefined) {
          return "plain-port-open";
        }
        return entry ? "other-port-open" : "undocumented-port-open";
      default:
        return this.#ruleOfLack(difference, direction, protocol);
    }
  }

  /** The rule for a port that is closed to some or all of those who should use it. */
  #ruleOfLack(
    { kind, from, entry, expected, difference, ...rest }: Difference,
    direction: Direction,
    protocol: Protocol,
  ): FindingRule {
    if (!this.#callsBack && direction === "inbound" && protocol === "tcp" && this.#isTried(from)) {
      return "no-license-callback";
    }
    const isConditional = conditionsOf({ entry, ...rest }).length > 0;
    if (kind === "narrower") {
      const isClosed = this.families.some(
        (family) =>
          expected[family].length > 0 &&
          subtract(expected[family], difference[family]).length === 0,
      );
      const isMost = this.families.some(
        (family) => countAddresses(difference[family]) * 2n > countAddresses(expected[family]),
      );
      if (!isClosed && !isMost) {
        return "some-addresses-blocked";
      }
      if (!isConditional) {
        return isClosed ? "family-closed" : "open-to-fewer";
      }
    }
    if (isConditional) {
      return "conditional-port-closed";
    }
    if (direction === "outbound") {
      return outboundRules.get(`${protocol} ${from}`) ?? "port-closed";
    }
    const twin = this.#twinOf(entry, protocol);
    if (
      twin !== undefined &&
      openAccess(this.#actual, "inbound", protocol, this.families).some((run) => covers(run, twin))
    ) {
      return "plain-port-closed";
    }
    return entry && (entry.tls === true || entry.tls === "starttls")
      ? "required-port-closed"
      : "port-closed";
  }

  /** Whether some machines are less than half of those of every family. */
  #isMinority(peers: RemoteAddresses): boolean {
    return this.families.every(
      (family) => countAddresses(peers[family]) * 2n < countAddresses(allAddresses[family]),
    );
  }

  /** The TLS twin of a plain-text port, where that is expected to be open and to do instead. */
  #twinOf(entry: PortEntry | undefined, protocol: Protocol): number | undefined {
    if (!entry?.documented[protocol] || entry.tls !== false || staysBesideTls(entry)) {
      return undefined;
    }
    return this.#expected.rules
      .filter((rule) => rule.direction === "inbound" && rule.protocol === protocol)
      .flatMap(({ ports }) => (entry.twin && covers(ports, entry.twin) ? [entry.twin] : []))[0];
  }

  #isTried(port: number): boolean {
    const { release } = this.#expected;
    return release !== null && licenseCallback(release).ports.some((each) => each.port === port);
  }

  /** Whether all of cPanel's license system reaches one of the ports that it tries, as far as is known. */
  #isCalledBack(release: ReleaseNumber): boolean {
    const { ports, senders } = licenseCallback(release);
    const { families } = this;
    const calls = remotesOf({ sources: senders.networks, except: [] }, families);
    const runs = [
      ...openAccess(this.#actual, "inbound", "tcp", families),
      ...undeterminedAccess(this.#actual, "inbound", "tcp", families),
    ];
    return ports.some(({ port }) => {
      const here = runs.filter((run) => covers(run, port)).map(({ value }) => value);
      return isNobody(here.reduce((left, peers) => combine(left, peers, subtract), calls));
    });
  }

  #since(port: number): ReleaseNumber | null {
    const { release } = this.#expected;
    if (release === null || !this.#entries.has(port)) {
      return null;
    }
    const spans = portHistory(port).filter((span) => span.from <= release);
    return spans.findLast(
      // Releases are even numbers.
      (span, index) => (spans[index - 1]?.through ?? 0) + 2 < span.from,
    )?.from as ReleaseNumber;
  }
}

/** What the server needs to reach for a purpose that has a rule of its own. */
const outboundRules: ReadonlyMap<string, FindingRule> = new Map([
  ["tcp 2089", "no-license-server"],
  ["tcp 53", "no-dns"],
  ["udp 53", "no-dns"],
  ["tcp 80", "no-updates"],
  ["tcp 443", "no-updates"],
]);

function differencesOf(
  ports: PortRange,
  expected: RemoteAddresses,
  open: RemoteAddresses,
  unclear: RemoteAddresses,
  rest: Pick<Difference, "reasons" | "entry" | "rules">,
): readonly Difference[] {
  const real = (peers: RemoteAddresses): RemoteAddresses =>
    combine(peers, nonUnicastAddresses, subtract);
  const difference = (kind: Difference["kind"], peers: RemoteAddresses): readonly Difference[] =>
    isNobody(real(peers))
      ? []
      : [
          {
            ...rest,
            ...ports,
            kind,
            expected,
            actual: open,
            difference: peers,
            reasons: kind === "unknown" ? rest.reasons : [],
          },
        ];
  const surplus = combine(open, expected, subtract);
  const lack = combine(combine(expected, open, subtract), unclear, subtract);
  const isWhole = isNobody(real(combine(expected, lack, subtract)));
  return [
    ...difference(isWhole ? "missing" : "narrower", lack),
    ...difference(isNobody(expected) ? "extra" : "wider", surplus),
    ...difference("unknown", unclear),
  ];
}

/** What must hold for every rule of the ports; of a port that no rule opens, what its entry says. */
function conditionsOf({ rules, entry }: Pick<Difference, "entry" | "rules">): readonly Condition[] {
  return rules.some(({ conditions }) => conditions.length === 0)
    ? []
    : rules.length > 0
      ? [...new Set(rules.flatMap(({ conditions }) => conditions))]
      : (entry?.conditions ?? []);
}
