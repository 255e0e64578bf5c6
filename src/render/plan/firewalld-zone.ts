import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { covers } from "../../net/port-range.ts";
import type { Exposure, Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { exposureOf } from "./exposure-of.ts";

/**
 * Returns the name of the zone that decides the ports of a change; `undefined` for the default zone, if no firewall was
 * read.
 *
 * @throws {@link InvalidOptionError} when several zones are possible, or something other than a named zone decides the ports
 */
export function zoneOf(change: PlanChange, plan: FirewallPlan): string | undefined {
  const actual = exposureOf(plan);
  if (actual === undefined || change.direction === "outbound") {
    return undefined;
  }
  if (actual.notes.some(({ code }) => code === "scope")) {
    throw new InvalidOptionError(
      "several zones have interfaces, but a plan changes the zone of only one interface",
      {
        field: "plan",
        input: plan,
        expected: "a plan for a firewall that was parsed with the option interface",
      },
    );
  }
  const origin = originOf(change, actual);
  const [, zone] = /^zone ([\w-]+)$/.exec(`${origin?.table}`) ?? [];
  const wrong = change.action === "close" ? /^target: / : /^<?rule\b/;
  if (origin === undefined || zone === undefined || wrong.test(origin.text)) {
    const port = `${change.protocol} ${change.ports.from}`;
    const problem =
      origin === undefined
        ? `nothing in the input decides ${port}`
        : `${port} is decided by ${excerpt(origin.text)} in ${origin.table}, not by a port or service of a named zone`;
    throw new InvalidOptionError(
      `${problem}: change it by hand, or read the output of firewall-cmd --list-all-zones`,
      { field: "plan", input: plan, expected: "a plan for ports that named zones decide" },
    );
  }
  return zone;
}

/** Returns the origin that decided the ports of a change. */
function originOf(change: PlanChange, actual: Exposure): Origin | undefined {
  const places = change.action === "close" ? actual.rules : actual.closed;
  const here = places.find(
    ({ direction, protocol, ports, decidedBy }) =>
      decidedBy !== null &&
      direction === "inbound" &&
      protocol === change.protocol &&
      covers(ports, change.ports.from),
  );
  return here?.decidedBy ?? undefined;
}
