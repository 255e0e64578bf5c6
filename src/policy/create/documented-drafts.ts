import type { PortNumber } from "../../dataset/literals.generated.ts";
import type { Condition, PortEntry } from "../../dataset/types.ts";
import { ContradictoryOptionsError, InvalidOptionError } from "../../errors.ts";
import type { Protocol } from "../../net/types.ts";
import type { Draft } from "./draft.ts";
import { protocolsOf } from "./protocols-of.ts";
import type { ReadOptions } from "./read-options.ts";
import { inboundEntries, type Selection } from "./select-entries.ts";

/** The rules of documented ports. */
export interface DocumentedDrafts {
  /** Those that are open. */
  readonly open: readonly Draft[];
  /** Those that are left out because nothing says whether the condition for them holds. */
  readonly conditional: readonly Draft[];
}

/** Ports that are used in place of a documented one. */
interface Replacement {
  readonly option: string;
  readonly ports: readonly number[];
}

/**
 * Returns a rule for each protocol, direction and port of the entries that a policy takes.
 *
 * @throws {@link InvalidOptionError} or {@link ContradictoryOptionsError} for a replacement that
 *   cannot be made
 */
export function documentedDrafts(selection: Selection, options: ReadOptions): DocumentedDrafts {
  const replacements = readReplacements(selection, options);
  const drafts = selection.kept
    .filter((entry) => entry.scope === "network")
    .flatMap((entry) =>
      protocolsOf(entry).flatMap((protocol) =>
        draftsOf(entry, protocol, options, replacements.get(entry.port)),
      ),
    );
  const isOpen = ({ entry, direction, conditions }: Draft) =>
    conditions.every((condition) => isStated(condition, options)) ||
    isNamed(entry as PortEntry, direction, options, replacements);
  const open = new Set(drafts.filter(isOpen));
  return { open: [...open], conditional: drafts.filter((draft) => !open.has(draft)) };
}

function draftsOf(
  entry: PortEntry,
  protocol: Protocol,
  { conditions: stated, outbound }: ReadOptions,
  { option, ports }: Replacement = { option: `port ${entry.port}`, ports: [entry.port] },
): readonly Draft[] {
  const conditions = entry.conditions.filter((each) => each.protocols.includes(protocol));
  if (conditions.some(({ id }) => stated.get(id) === false)) {
    return [];
  }
  const draft = (direction: Draft["direction"], port: number, origin: string): Draft => ({
    direction,
    protocol,
    ports: { from: port, through: port },
    sources: "any",
    except: [],
    label: entry.documented.service,
    services: entry.services,
    conditions,
    need: null,
    origin,
    entry,
  });
  return [
    ...(entry.documented.inbound ? ports.map((port) => draft("inbound", port, option)) : []),
    ...(entry.documented.outbound && outbound === "needed"
      ? [draft("outbound", entry.port, `port ${entry.port}`)]
      : []),
  ];
}

/** Tells whether the options state a condition; the ports of one that does not hold were left out before. */
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

/** Tells whether the options name a port, or say who may reach it or its service. */
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
      throw new InvalidOptionError(`${option}: it uses ${accepted.length} inbound ports`, {
        field: option,
        input: selector.service,
        expected: `one of them as the key: ${accepted.join(", ")}`,
        accepted,
      });
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
