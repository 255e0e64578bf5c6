import { ContradictoryOptionsError } from "../../errors.ts";
import { sortNetworks } from "../../net/network.ts";
import type { Draft } from "./draft.ts";
import type { ReadOptions, Selector } from "./read-options.ts";
import { inboundEntries, type Selection } from "./select-entries.ts";

/**
 * Puts the sources of `allowFrom` on the inbound rules that it names.
 *
 * @throws {@link InvalidOptionError} or {@link ContradictoryOptionsError} for one that names none, or
 *   two that name the same
 */
export function limitSources(
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
