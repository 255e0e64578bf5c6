import { fieldsOf, refusal } from "../errors.ts";
import type { Direction, PortRange, Protocol } from "../net/types.ts";
import { checkDay } from "../query/check-day.ts";
import { isLabel } from "../util/is-label.ts";
import { isPort } from "../util/is-port.ts";
import { type FindingRuleId, findingRules } from "./finding-rules.ts";
import type { Acceptance, FindingAcceptance } from "./types.ts";

/** Ports of an acceptance. */
interface AcceptedPorts {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly ports: PortRange;
}

/** A validated acceptance. */
export interface ReadAcceptance {
  readonly rule: FindingRuleId;
  /** The ports; `undefined` for all ports of a finding. */
  readonly ports: readonly AcceptedPorts[] | undefined;
  readonly acceptance: FindingAcceptance;
}

const names: Readonly<Record<keyof Acceptance, true>> = {
  rule: true,
  ports: true,
  reason: true,
  until: true,
};

/**
 * Validates the option `accept`.
 *
 * @throws {@link InvalidOptionError} when a field or a value does not exist
 * @throws {@link InvalidDateError} when a date is not a calendar day
 */
export function readAcceptances(accept: unknown): readonly ReadAcceptance[] {
  const given: readonly unknown[] =
    accept === undefined ? [] : Array.isArray(accept) ? accept : [accept];
  return given.map((each, index) => {
    const option = `accept[${index}]`;
    const { rule, ports, reason, until } = fieldsOf(option, each, names);
    const accepted = findingRules.map(({ id }) => id);
    const known = accepted.find((id) => id === rule);
    if (known === undefined) {
      throw refusal(`${option}.rule`, rule, accepted, `one of ${accepted.join(", ")}`);
    }
    if (!isLabel(reason, 200)) {
      const expected = "1 to 200 characters on one line, without control characters";
      throw refusal(`${option}.reason`, reason, [], expected);
    }
    if (until !== undefined) {
      checkDay(until, `${option}.until`);
    }
    return {
      rule: known,
      ports: ports === undefined ? undefined : readPorts(`${option}.ports`, ports),
      acceptance: { reason, until: (until as string | undefined) ?? null },
    };
  });
}

function readPorts(field: string, given: unknown): readonly AcceptedPorts[] {
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (values.length === 0) {
    throw refusal(field, given, [], "at least one port; omit the field for all ports");
  }
  return values.map((value) => {
    const [, from, through, protocol, direction] =
      /^(\d+)(?:-(\d+))?\/(tcp|udp)(?:\/(inbound|outbound))?$/.exec(String(value)) ?? [];
    const ports = { from: Number(from), through: Number(through ?? from) };
    if (!isPort(ports.from) || !isPort(ports.through) || ports.from > ports.through) {
      throw refusal(field, value, [], "PORT[-PORT]/PROTOCOL[/outbound], such as 8443/tcp");
    }
    return {
      direction: (direction ?? "inbound") as Direction,
      protocol: protocol as Protocol,
      ports,
    };
  });
}
