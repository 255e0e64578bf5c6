import type { PortNumber } from "../../dataset/literals.generated.ts";
import type { PortEntry } from "../../dataset/types.ts";
import { ContradictoryOptionsError, InvalidOptionError } from "../../errors.ts";
import type { Draft } from "./draft.ts";
import { protocolsOf } from "./protocols-of.ts";
import type { ReadOptions } from "./read-options.ts";
import { inboundEntries, type Selection } from "./select-entries.ts";

/** Ports that are used in place of a documented one. */
interface Replacement {
  readonly option: string;
  readonly ports: readonly number[];
}

/**
 * A rule for each protocol, direction and port of the entries that a policy takes.
 *
 * @throws {@link InvalidOptionError} or {@link ContradictoryOptionsError} for a replacement that
 *   cannot be made
 */
export function documentedDrafts(selection: Selection, options: ReadOptions): readonly Draft[] {
  const replacements = readReplacements(selection, options);
  return selection.kept
    .filter((entry) => entry.scope === "network")
    .flatMap((entry) =>
      protocolsOf(entry).flatMap((protocol) => {
        const conditions = entry.conditions.filter((each) => each.protocols.includes(protocol));
        if (conditions.some(({ id }) => options.conditions.get(id) === false)) {
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
