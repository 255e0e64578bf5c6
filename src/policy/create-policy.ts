import { deepFreeze } from "../dataset/deep-freeze.ts";
import type { PortNumber, ReleaseNumber } from "../dataset/generated.ts";
import type { PortEntry, Protocol } from "../dataset/types.ts";
import { ContradictoryOptionsError, InvalidOptionError } from "../errors.ts";
import { checkRelease } from "../query/check-release.ts";
import { releases } from "../query/releases.ts";
import { sortNetworks } from "./network.ts";
import { covers, overlaps } from "./port-range.ts";
import { type ReadAddition, type ReadOptions, readOptions, type Selector } from "./read-options.ts";
import { inboundEntries, type Selection, selectEntries } from "./select-entries.ts";
import { sortRules } from "./sort-rules.ts";
import type { Policy, PolicyOptions, PolicyRule, PortRange } from "./types.ts";
import { findWarnings } from "./warnings.ts";

/** A rule, with what it comes from. */
interface Draft extends PolicyRule {
  /** The words that the caller has for it, for messages: `port 22`, `replace.ssh`, `add[0]`. */
  readonly origin: string;
  /** The entry that it opens; none for an addition. */
  readonly entry: PortEntry | undefined;
}

/** Ports that are used in place of a documented one. */
interface Replacement {
  readonly option: string;
  readonly ports: readonly number[];
}

/**
 * What a firewall has to let through for a release: the ports that its page documents, all of them
 * or those that the options leave. Inbound, everything else is dropped. Ports for the server itself
 * alone are never opened, whatever the options say.
 *
 * @param release - a release of the dataset, such as 126
 * @param options - see {@link PolicyOptions}
 * @returns the policy, with warnings of what its reader should know before loading it
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} for a release that the dataset does not have
 * @throws {@link InvalidOptionError} for an option, or a value of one, that does not exist
 * @throws {@link UnknownOperatingSystemError} for a system that no page names
 * @throws {@link ContradictoryOptionsError} for two options that contradict each other
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 *
 * const policy = createPolicy(126, {
 *   services: ["whm", "ssh", "httpd"],
 *   replace: { ssh: 2222 },
 *   preferTls: true,
 *   allowFrom: { ssh: "198.51.100.0/24" },
 * });
 * policy.rules.map((rule) => `${rule.protocol} ${rule.ports.from}`); // => ["tcp 80", "tcp 443", "tcp 2087", "tcp 2222", "udp 443"]
 * policy.rules.find((rule) => rule.label === "SSH")?.sources; // => ["198.51.100.0/24"]
 * policy.defaults; // => { inbound: "drop", outbound: "accept" }
 * createPolicy(126, { services: "httpd" }).warnings.map((each) => each.code); // => ["lockout", "no-license-callback"]
 * ```
 */
export function createPolicy(
  release: ReleaseNumber | (number & {}),
  options: PolicyOptions = {},
): Policy {
  const number = checkRelease(release);
  const read = readOptions(number, options);
  const selection = selectEntries(number, read);
  const drafts = limitSources(
    [
      ...documentedDrafts(selection, read),
      ...read.add.map((addition) => addedDraft(addition, selection, read)),
    ],
    selection,
    read,
  );
  checkLoopback(drafts, selection);
  checkOverlaps(drafts);

  const rules = sortRules(drafts).map(({ origin: _origin, entry: _entry, ...rule }) => rule);
  return deepFreeze({
    title: `cPanel & WHM ${number}`,
    release: number,
    source: sourceOf(number),
    defaults: { inbound: "drop", outbound: read.outbound === "any" ? "accept" : "drop" },
    rules,
    loopback: selection.kept
      .filter((entry) => entry.scope === "loopback")
      .map((entry) => ({
        port: entry.port,
        protocols: protocolsOf(entry),
        label: entry.documented.service,
        services: entry.services,
      })),
    warnings: findWarnings(number, drafts, read),
  });
}

function sourceOf(release: ReleaseNumber): Policy["source"] {
  return releases
    .filter((each) => each.release === release)
    .map(({ source }) => ({
      url: source.url,
      lastModified: source.lastModified,
    }))[0] as Policy["source"];
}

function protocolsOf({ documented }: PortEntry): readonly Protocol[] {
  return (["tcp", "udp"] as const).filter((protocol) => documented[protocol]);
}

function documentedDrafts(selection: Selection, options: ReadOptions): readonly Draft[] {
  const replacements = readReplacements(selection, options);
  return selection.kept
    .filter((entry) => entry.scope === "network")
    .flatMap((entry) =>
      protocolsOf(entry).flatMap((protocol) => {
        const draft = (direction: Draft["direction"], port: number, origin: string): Draft => ({
          direction,
          protocol,
          ports: single(port),
          sources: "any",
          label: entry.documented.service,
          services: entry.services,
          conditions: entry.conditions,
          origin,
          entry,
        });
        const { option, ports } = replacements.get(entry.port) ?? {
          option: `port ${entry.port}`,
          ports: [entry.port],
        };
        return [
          ...(entry.documented.inbound ? ports.map((port) => draft("inbound", port, option)) : []),
          ...(entry.documented.outbound && options.outbound === "documented"
            ? [draft("outbound", entry.port, `port ${entry.port}`)]
            : []),
        ];
      }),
    );
}

function readReplacements(
  selection: Selection,
  options: ReadOptions,
): ReadonlyMap<PortNumber, Replacement> {
  const replacements = new Map<PortNumber, Replacement>();
  for (const { selector, ports } of options.replace) {
    const { option } = selector;
    const [entry, ...others] = inboundEntries(selector, selection, ports) as [PortEntry];
    if (others.length > 0) {
      const accepted = [entry, ...others].map((each: PortEntry) => each.port);
      throw new InvalidOptionError(
        `${option}: it uses ${accepted.length} inbound ports; expected one of them as the key: ${accepted.join(", ")}`,
        option,
        selector.service,
        accepted,
      );
    }
    const before = replacements.get(entry.port);
    if (before) {
      throw new ContradictoryOptionsError(
        `${before.option} and ${option} both replace port ${entry.port}; expected one of the two`,
        [before.option, option],
        ports,
      );
    }
    replacements.set(entry.port, { option, ports });
  }
  return replacements;
}

function single(port: number): PortRange {
  return { from: port, through: port };
}

function addedDraft(
  { option, ports, protocol, direction, label, service }: ReadAddition,
  { leftOut }: Selection,
  { outbound, services, omit }: ReadOptions,
): Draft {
  const contradicts = (other: string, why: string) =>
    new ContradictoryOptionsError(
      `${option} ${why}; expected one of the two`,
      [other, option],
      ports,
    );
  if (direction === "outbound" && outbound === "any") {
    throw contradicts("outbound", 'opens outbound ports, and outbound is "any", which opens all');
  }
  const omitted = omit.find((each) => service !== undefined && each.service === service);
  if (omitted) {
    throw contradicts(omitted.option, `is for ${service}, which ${omitted.option} leaves out`);
  }
  if (service !== undefined && services && !services.includes(service)) {
    throw contradicts("services", `is for ${service}, which services does not name`);
  }
  for (const [entry, other] of leftOut) {
    if (
      (other === "preferTls" || other.startsWith("omit.")) &&
      entry.documented[direction] &&
      entry.documented[protocol] &&
      covers(ports, entry.port)
    ) {
      throw contradicts(other, `opens port ${entry.port}, which ${other} leaves out`);
    }
  }
  return {
    direction,
    protocol,
    ports,
    sources: "any",
    label,
    services: service === undefined ? [] : [service],
    conditions: [],
    origin: option,
    entry: undefined,
  };
}

/** Puts the sources of `allowFrom` on the inbound rules that it names. */
function limitSources(
  drafts: readonly Draft[],
  selection: Selection,
  { allowFrom }: ReadOptions,
): readonly Draft[] {
  checkSelectors(
    allowFrom.map((each) => each.selector),
    drafts,
    selection,
  );
  return drafts.map((draft) => {
    const limits = allowFrom.filter(({ selector }) => isMeant(selector, draft));
    const networks = sortNetworks(limits.flatMap((each) => each.networks));
    return limits.length === 0
      ? draft
      : { ...draft, sources: networks.map((network) => network.text) };
  });
}

function checkSelectors(
  selectors: readonly Selector[],
  drafts: readonly Draft[],
  selection: Selection,
): void {
  for (const [index, selector] of selectors.entries()) {
    const { service, option } = selector;
    if (!drafts.some((draft) => !draft.entry && isMeant(selector, draft))) {
      inboundEntries(selector, selection, service);
    }
    const rival = selectors
      .slice(0, index)
      .find((other) =>
        service === undefined || other.service === undefined
          ? drafts.some((draft) => isMeant(selector, draft) && isMeant(other, draft))
          : service === other.service,
      );
    if (rival) {
      throw new ContradictoryOptionsError(
        `${rival.option} and ${option} both say who may reach the same port; expected one of the two`,
        [rival.option, option],
        service,
      );
    }
  }
}

/** Whether a selector stands for the ports of a rule. */
function isMeant({ service, port }: Selector, draft: Draft): boolean {
  return (
    draft.direction === "inbound" &&
    (service === undefined ? draft.entry?.port === port : draft.services.includes(service))
  );
}

function checkLoopback(drafts: readonly Draft[], { all }: Selection): void {
  const loopback = all.filter((entry) => entry.scope === "loopback");
  for (const { origin, ports } of drafts) {
    const opened = loopback.find((entry) => covers(ports, entry.port));
    if (opened) {
      const never = loopback.map((entry) => entry.port).join(", ");
      throw new InvalidOptionError(
        `${origin} opens port ${opened.port} (${opened.documented.service}), which only the server itself may reach; expected ports without ${never}`,
        origin,
        opened.port,
        [],
      );
    }
  }
}

function checkOverlaps(drafts: readonly Draft[]): void {
  for (const [index, a] of drafts.entries()) {
    for (const b of drafts.slice(index + 1)) {
      if (
        a.direction === b.direction &&
        a.protocol === b.protocol &&
        overlaps(a.ports, b.ports) &&
        ((a.entry && b.entry) || String(a.sources) !== String(b.sources))
      ) {
        const port = Math.max(a.ports.from, b.ports.from);
        const why = a.entry && b.entry ? "two services" : "different sources";
        throw new ContradictoryOptionsError(
          `${a.origin} and ${b.origin} both open ${a.protocol} port ${port}, for ${why}; expected ports of their own`,
          [a.origin, b.origin],
          port,
        );
      }
    }
  }
}
