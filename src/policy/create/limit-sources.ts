import { ContradictoryOptionsError, InvalidOptionError } from "../../errors.ts";
import { sortNetworks } from "../../net/network.ts";
import { rangeText } from "../../net/port-range.ts";
import type { Draft } from "./draft.ts";
import type { ReadAccess, ReadOptions } from "./read-options.ts";
import { inboundEntries, type Selection } from "./select-entries.ts";

/**
 * Sets the sources of `allowFrom` on the matching inbound rules.
 *
 * @throws {@link InvalidOptionError} if a key matches no rule
 * @throws {@link ContradictoryOptionsError} if another option excludes the port, or two keys match the same rule
 */
export function limitSources(
  drafts: readonly Draft[],
  selection: Selection,
  { allowFrom }: ReadOptions,
): readonly Draft[] {
  const inbound = drafts.filter(({ direction }) => direction === "inbound");
  const limits = allowFrom.map((access) => ({ access, rules: rulesOf(access, inbound) }));
  for (const [index, { access, rules }] of limits.entries()) {
    if (rules.length === 0) {
      refuse(access, inbound, selection);
    }
    const rival = limits
      .slice(0, index)
      .find((other) =>
        access.service === undefined || other.access.service === undefined
          ? rules.some((rule) => other.rules.includes(rule))
          : access.service === other.access.service,
      );
    if (rival) {
      throw new ContradictoryOptionsError(
        `${rival.access.option} and ${access.option} both limit who may reach the same port; use only one of the two`,
        [rival.access.option, access.option],
        access.service,
      );
    }
  }
  if (limits.length === 0) {
    return drafts;
  }
  return drafts.map((draft) => {
    const meant = limits.filter(({ rules }) => rules.includes(draft));
    if (meant.length === 0) {
      return draft;
    }
    const networks = sortNetworks(meant.flatMap(({ access }) => access.networks));
    return { ...draft, sources: networks.map((network) => network.text) };
  });
}

/** Returns the rules of a service or of ports; ports in use take precedence over documented ports. */
function rulesOf({ service, ports }: ReadAccess, inbound: readonly Draft[]): readonly Draft[] {
  if (ports === undefined) {
    return inbound.filter(({ services }) => services.some((id) => id === service));
  }
  const used = inbound.filter(
    ({ ports: { from, through } }) => from === ports.from && through === ports.through,
  );
  return used.length > 0
    ? used
    : inbound.filter(({ entry }) => entry?.port === ports.from && ports.through === ports.from);
}

/** Throws the error for a key that matches no rule. */
function refuse(
  { option, service, ports }: ReadAccess,
  inbound: readonly Draft[],
  selection: Selection,
): never {
  const port = selection.all.find(
    (entry) => entry.port === ports?.from && ports.through === entry.port,
  )?.port;
  if (service !== undefined || port !== undefined) {
    inboundEntries({ option, service, port }, selection, service ?? port);
  }
  const accepted = [...new Set(inbound.map((draft) => rangeText(draft.ports)))];
  throw new InvalidOptionError(`${option}: the policy opens no such port`, {
    field: option,
    input: service ?? ports,
    expected: `one of ${accepted.join(", ")}, or a service that uses one`,
    accepted,
  });
}
