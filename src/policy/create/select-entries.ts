import type { ReleaseNumber } from "../../dataset/literals.generated.ts";
import type { PortEntry } from "../../dataset/types.ts";
import { ContradictoryOptionsError, InvalidOptionError } from "../../errors.ts";
import { listPorts } from "../../query/list-ports.ts";
import { yieldsToTwin } from "../yields-to-twin.ts";
import { protocolsOf } from "./protocols-of.ts";
import type { ReadOptions, Selector } from "./read-options.ts";

/** The entries of a release that a policy includes. */
export interface Selection {
  readonly release: ReleaseNumber;
  readonly all: readonly PortEntry[];
  readonly kept: readonly PortEntry[];
  /** The excluded entries, each with the option that excludes it. */
  readonly leftOut: ReadonlyMap<PortEntry, string>;
}

/**
 * Applies the options that exclude ports.
 *
 * @throws {@link ContradictoryOptionsError} if two options contradict each other
 */
export function selectEntries(release: ReleaseNumber, options: ReadOptions): Selection {
  const all = listPorts(release);
  checkServices(options);
  const leftOut = new Map<PortEntry, string>();
  for (const entry of all) {
    const option = optionWithout(entry, options);
    if (option === undefined) {
      continue;
    }
    if (options.named.includes(entry.port)) {
      throw new ContradictoryOptionsError(
        `services includes port ${entry.port}, which ${option} excludes; use only one of the two`,
        ["services", option],
        entry.port,
      );
    }
    leftOut.set(entry, option);
  }
  if (options.preferTls) {
    const isIn = (port: number | null) =>
      all.some((entry) => entry.port === port && !leftOut.has(entry));
    const plain = all.filter(
      (entry) => !leftOut.has(entry) && yieldsToTwin(entry) && isIn(entry.twin),
    );
    for (const entry of plain) {
      leftOut.set(entry, "preferTls");
    }
  }
  return { release, all, kept: all.filter((entry) => !leftOut.has(entry)), leftOut };
}

/**
 * Returns the inbound entries that a selector of another option matches.
 *
 * @throws {@link ContradictoryOptionsError} if another option excludes them
 * @throws {@link InvalidOptionError} if the release documents none
 */
export function inboundEntries(
  { option, service, port }: Selector,
  { release, all, kept, leftOut }: Selection,
  input: unknown,
): readonly PortEntry[] {
  const meant = all.filter(
    (entry) =>
      entry.documented.inbound &&
      (service === undefined ? entry.port === port : entry.services.includes(service)),
  );
  const found = meant.filter((entry) => kept.includes(entry));
  const [first] = meant;
  if (first === undefined) {
    const inbound = all.filter((entry) => entry.documented.inbound).map((entry) => entry.port);
    throw new InvalidOptionError(`${option}: no documented inbound port in release ${release}`, {
      field: option,
      input: service ?? port,
      expected: `one of ${inbound.join(", ")}, or a service that uses one`,
      accepted: inbound,
    });
  }
  if (found.length === 0) {
    const other = leftOut.get(first) as string;
    throw new ContradictoryOptionsError(
      `${option} refers to a port that ${other} excludes; include the port there, or remove ${option}`,
      [other, option],
      input,
    );
  }
  return found;
}

function checkServices({ services, omit }: ReadOptions): void {
  const both = omit.find((each) => each.service && services?.includes(each.service));
  if (both) {
    throw new ContradictoryOptionsError(
      `services includes ${both.service}, which ${both.option} excludes; use only one of the two`,
      ["services", both.option],
      both.service,
    );
  }
}

function optionWithout(entry: PortEntry, options: ReadOptions): string | undefined {
  const { services, named, omit, conditions, operatingSystem } = options;
  const condition = entry.conditions.find(
    ({ id, protocols }) =>
      conditions.get(id) === false &&
      protocolsOf(entry).every((protocol) => protocols.includes(protocol)),
  );
  return (
    omit.find(({ service, port }) =>
      service === undefined ? port === entry.port : entry.services.includes(service),
    )?.option ??
    (services && !entry.services.some((id) => services.includes(id)) && !named.includes(entry.port)
      ? "services"
      : undefined) ??
    (isOfAnotherSystem(entry, conditions, operatingSystem) ? "os" : undefined) ??
    (condition && `conditions.${condition.id}`)
  );
}

function isOfAnotherSystem(
  entry: PortEntry,
  conditions: ReadOptions["conditions"],
  operatingSystem: string | undefined,
): boolean {
  if (operatingSystem === undefined) {
    return false;
  }
  return entry.conditions.some(({ id, requires }) => {
    if (requires.kind !== "operating-system") {
      return false;
    }
    const holds = requires.operatingSystems.some((each) => each === operatingSystem);
    if (conditions.has(id) && conditions.get(id) !== holds) {
      throw new ContradictoryOptionsError(
        `os is ${operatingSystem}, but conditions.${id} is ${conditions.get(id)}; use only one of the two`,
        ["os", `conditions.${id}`],
        conditions.get(id),
      );
    }
    return !holds;
  });
}
