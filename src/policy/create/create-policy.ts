import type { ReleaseNumber, ServiceId } from "../../dataset/literals.generated.ts";
import type { PortEntry } from "../../dataset/types.ts";
import { checkVersion } from "../../query/check-version.ts";
import type { KnownRelease } from "../../query/known.ts";
import { releases } from "../../query/releases.ts";
import type { ReleaseOrVersion } from "../../query/resolved-version.ts";
import { versionTitle } from "../../query/version-title.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { remembered } from "../../util/remembered.ts";
import { rememberedIfFrozen } from "../../util/remembered-if-frozen.ts";
import type { LoopbackPort, Policy, PolicyOptions, PolicyRule } from "../types.ts";
import { addedDraft } from "./added-draft.ts";
import { checkDrafts } from "./check-drafts.ts";
import { documentedDrafts } from "./documented-drafts.ts";
import type { Draft } from "./draft.ts";
import { limitSources } from "./limit-sources.ts";
import { meets, neededDrafts } from "./needed-drafts.ts";
import { protocolsOf } from "./protocols-of.ts";
import { readOptions } from "./read-options.ts";
import { selectEntries } from "./select-entries.ts";
import { sortRules } from "./sort-rules.ts";
import { findWarnings } from "./warnings.ts";

/**
 * Returns the connections that a firewall must let through for a release: what every server needs, and the ports that the
 * page of the release documents, filtered by the options. A port that is documented for a condition is included only if its
 * condition is stated. All other inbound connections are dropped. Ports that only the server itself may reach are never
 * opened.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param options - the options that describe the server
 * @returns the policy, with the warnings to read before it is loaded
 * @throws {@link UnknownReleaseError} when the dataset does not have the release
 * @throws {@link NewerReleaseError} when the number is newer than the dataset; resolve newer versions first
 * @throws {@link DevelopmentReleaseError} when the release is a development build
 * @throws {@link InvalidVersionError} when the input is neither a release number nor a resolved version
 * @throws {@link InvalidOptionError} when an option is unknown, or has an invalid value
 * @throws {@link UnknownOperatingSystemError} when no page names the operating system
 * @throws {@link ContradictoryOptionsError} when two options contradict each other
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
 * policy.rules.map((rule) => `${rule.protocol} ${rule.ports.from}`); // => ["tcp 80", "tcp 443", "tcp 2087", "tcp 2222", "udp 68", "udp 546"]
 * policy.rules.find((rule) => rule.label === "SSH")?.sources; // => ["198.51.100.0/24"]
 * policy.defaults; // => { inbound: "drop", outbound: "accept" }
 * policy.conditional.map((rule) => `${rule.protocol} ${rule.ports.from}`); // => ["udp 443"]
 * createPolicy(126, { services: "httpd" }).warnings.map((each) => each.code); // => ["lockout", "no-license-callback"]
 * ```
 */
export function createPolicy<
  R extends ReleaseOrVersion,
  S extends string = ServiceId,
  L extends string = ServiceId,
>(release: KnownRelease<R>, options?: PolicyOptions<S, L>): Policy;
export function createPolicy(release: ReleaseOrVersion, options: PolicyOptions = {}): Policy {
  const answer = checkVersion(release);
  const { version: requested, release: number, coverage } = answer;
  const read = readOptions(number, options);
  const selection = selectEntries(number, read);
  const { open, conditional } = documentedDrafts(selection, read);
  const chosen = limitSources(
    [...open, ...read.add.map((addition) => addedDraft(addition, selection, read))],
    selection,
    read,
  );
  checkDrafts(chosen, selection);
  const drafts = [...chosen, ...neededDrafts(chosen, read)];
  const leftOut = conditional.filter(
    ({ direction, protocol, ports }) =>
      !chosen.some((draft) => meets(draft, { direction, protocol, port: ports.from })),
  );
  return deepFreeze({
    title: versionTitle(answer),
    release: number,
    requested,
    coverage,
    source: sourceOf(number),
    families: ["ipv4", "ipv6"],
    defaults: { inbound: "drop", outbound: read.outbound === "any" ? "accept" : "drop" },
    rules: rulesOf(drafts),
    conditional: rulesOf(leftOut),
    loopback: selection.kept.filter((entry) => entry.scope === "loopback").map(loopbackPortOf),
    warnings: findWarnings(number, drafts, leftOut, read),
  });
}

function rulesOf(drafts: readonly Draft[]): readonly PolicyRule[] {
  return sortRules(drafts).map(ruleOf);
}

/** Returns the rule for a draft; always the same rule for a frozen draft, which policies share. */
const ruleOf = rememberedIfFrozen(
  ({ origin: _, entry: __, ...rule }: Draft): PolicyRule => deepFreeze(rule),
);

/** Returns the loopback port of an entry; always the same object. */
const loopbackPortOf = remembered(
  (entry: PortEntry): LoopbackPort =>
    deepFreeze({
      port: entry.port,
      protocols: protocolsOf(entry),
      label: entry.documented.service,
      services: entry.services,
    }),
);

function sourceOf(release: ReleaseNumber): Policy["source"] {
  const { source } = releases.find((each) => each.release === release) as (typeof releases)[number];
  return { url: source.url, lastModified: source.lastModified };
}
