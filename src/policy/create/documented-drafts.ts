import type { PortNumber } from "../../dataset/literals.generated.ts";
import type { Condition, PortEntry } from "../../dataset/types.ts";
import { ContradictoryOptionsError, InvalidOptionError } from "../../errors.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { remembered } from "../../util/remembered.ts";
import type { Draft } from "./draft.ts";
import { protocolsOf } from "./protocols-of.ts";
import type { ReadOptions } from "./read-options.ts";
import { inboundEntries, type Selection } from "./select-entries.ts";

/** The rules for documented ports. */
export interface DocumentedDrafts {
  /** The rules of the policy. */
  readonly open: readonly Draft[];
  /** The rules that are omitted because their condition is not stated. */
  readonly conditional: readonly Draft[];
}

/** Ports that replace a documented port. */
interface Replacement {
  readonly option: string;
  readonly ports: readonly number[];
}

/**
 * Returns a rule for each protocol, direction and port of the selected entries.
 *
 * @throws {@link InvalidOptionError} or {@link ContradictoryOptionsError} if a port cannot be replaced
 */
export function documentedDrafts(selection: Selection, options: ReadOptions): DocumentedDrafts {
  const replacements = readReplacements(selection, options);
  const isOpen = ({ entry, direction, conditions }: Draft) =>
    conditions.every((condition) => isStated(condition, options)) ||
    isNamed(entry as PortEntry, direction, options, replacements);
  const open: Draft[] = [];
  const conditional: Draft[] = [];
  for (const entry of selection.kept.filter((each) => each.scope === "network")) {
    for (const draft of draftsOf(entry, options, replacements.get(entry.port))) {
      (isOpen(draft) ? open : conditional).push(draft);
    }
  }
  return { open, conditional };
}

function draftsOf(
  entry: PortEntry,
  { conditions: stated, outbound }: ReadOptions,
  replacement: Replacement | undefined,
): readonly Draft[] {
  const drafts = draftsAsDocumented(entry).filter(
    ({ direction, conditions }) =>
      (direction === "inbound" || outbound === "needed") &&
      !conditions.some(({ id }) => stated.get(id) === false),
  );
  return replacement === undefined
    ? drafts
    : drafts.flatMap((draft) =>
        draft.direction === "inbound" ? replaced(draft, replacement) : [draft],
      );
}

/** Returns the rules for an entry as documented; always the same objects. */
const draftsAsDocumented = remembered((entry: PortEntry): readonly Draft[] =>
  protocolsOf(entry).flatMap((protocol) =>
    (["inbound", "outbound"] as const)
      .filter((direction) => entry.documented[direction])
      .map((direction) =>
        deepFreeze({
          direction,
          protocol,
          ports: { from: entry.port, through: entry.port },
          sources: "any",
          except: [],
          label: entry.documented.service,
          services: entry.services,
          conditions: entry.conditions.filter((each) => each.protocols.includes(protocol)),
          need: null,
          origin: `port ${entry.port}`,
          entry,
        }),
      ),
  ),
);

function replaced(draft: Draft, { option, ports }: Replacement): readonly Draft[] {
  return ports.map((port) => ({
    ...draft,
    ports: { from: port, through: port },
    origin: option,
  }));
}

/** Returns whether the options state a condition. Ports with a condition that does not hold are already excluded. */
function isStated(
  { id, requires }: Condition,
  { conditions, allConditions, operatingSystem }: ReadOptions,
): boolean {
  return (
    allConditions ||
    conditions.has(id) ||
    (requires.kind === "operating-system" && operatingSystem !== undefined)
  );
}

/** Returns whether the options name a port, replace it, or limit the sources of the port or its service. */
function isNamed(
  { port, services }: PortEntry,
  direction: Draft["direction"],
  { named, allowFrom }: ReadOptions,
  replacements: ReadonlyMap<PortNumber, Replacement>,
): boolean {
  return (
    named.includes(port) ||
    (direction === "inbound" &&
      (replacements.has(port) ||
        allowFrom.some(({ service, ports }) =>
          service === undefined
            ? ports?.from === port && ports.through === port
            : services.includes(service),
        )))
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
      throw new InvalidOptionError(`${option}: the service uses ${accepted.length} inbound ports`, {
        field: option,
        input: selector.service,
        expected: `one of these ports as the key: ${accepted.join(", ")}`,
        accepted,
      });
    }
    const before = replacements.get(entry.port);
    if (before) {
      throw new ContradictoryOptionsError(
        `${before.option} and ${option} both replace port ${entry.port}; use only one of the two`,
        [before.option, option],
        ports,
      );
    }
    replacements.set(entry.port, { option, ports });
  }
  return replacements;
}
