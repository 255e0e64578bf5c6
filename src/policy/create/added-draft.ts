import { ContradictoryOptionsError } from "../../errors.ts";
import { covers } from "../../net/port-range.ts";
import type { Draft } from "./draft.ts";
import type { ReadAddition, ReadOptions } from "./read-options.ts";
import type { Selection } from "./select-entries.ts";

/**
 * Returns the rule for an addition.
 *
 * @throws {@link ContradictoryOptionsError} if it contradicts another option
 */
export function addedDraft(
  { option, ports, protocol, direction, label, service }: ReadAddition,
  { leftOut }: Selection,
  { outbound, services, omit }: ReadOptions,
): Draft {
  const contradicts = (other: string, why: string, remedy = "use only one of the two") =>
    new ContradictoryOptionsError(`${option} ${why}; ${remedy}`, [other, option], ports);
  if (direction === "outbound" && outbound === "any") {
    throw contradicts(
      "outbound",
      'opens outbound ports, but outbound is "any", which opens all of them',
    );
  }
  const omitted = omit.find((each) => service !== undefined && each.service === service);
  if (omitted) {
    throw contradicts(omitted.option, `is for ${service}, which ${omitted.option} excludes`);
  }
  if (service !== undefined && services && !services.includes(service)) {
    throw contradicts(
      "services",
      `is for ${service}, but the option services does not include it`,
      `include it there, or remove ${option}`,
    );
  }
  for (const [entry, other] of leftOut) {
    if (
      (other === "preferTls" || other.startsWith("omit.")) &&
      entry.documented[direction] &&
      entry.documented[protocol] &&
      covers(ports, entry.port)
    ) {
      throw contradicts(other, `opens port ${entry.port}, which ${other} excludes`);
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
