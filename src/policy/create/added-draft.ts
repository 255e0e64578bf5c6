import { ContradictoryOptionsError } from "../../errors.ts";
import { covers } from "../../net/port-range.ts";
import type { Draft } from "./draft.ts";
import type { ReadAddition, ReadOptions } from "./read-options.ts";
import type { Selection } from "./select-entries.ts";

/**
 * The rule of an addition.
 *
 * @throws {@link ContradictoryOptionsError} where another option says otherwise
 */
export function addedDraft(
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
    except: [],
    label,
    services: service === undefined ? [] : [service],
    conditions: [],
    need: null,
    origin: option,
    entry: undefined,
  };
}
