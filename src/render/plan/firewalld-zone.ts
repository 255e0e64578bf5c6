import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { covers } from "../../net/port-range.ts";
import type { Exposure, Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { exposureOf } from "./exposure-of.ts";

/**
 * Returns the name of the zone in which a change is made: the one that decided about its ports; `undefined` for the
 * default zone, where no firewall was read.
 *
 * @throws {@link InvalidOptionError} where connections may be in several zones, or another place than a zone with a
 *   name decides about the ports
 */
export function zoneOf(change: PlanChange, plan: FirewallPlan): string | undefined {
  const actual = exposureOf(plan);
  if (actual === undefined || change.direction === "outbound") {
    return undefined;
  }
  if (actual.notes.some(({ code }) => code === "scope")) {
    throw new InvalidOptionError(
      "several zones have interfaces, and a plan changes the zone of one interface",
      {
        field: "plan",
        input: plan,
        expected: "a plan for a firewall that was read with the option interface",
      },
    );
  }
  const origin = originOf(change, actual);
  const [, zone] = /^zone ([\w-]+)$/.exec(`${origin?.table}`) ?? [];
  const wrong = change.action === "close" ? /^target: / : /^<?rule\b/;
  if (origin === undefined || zone === undefined || wrong.test(origin.text)) {
    const what =
      origin === undefined ? "nothing that was read" : `${excerpt(origin.text)} in ${origin.table}`;
    throw new InvalidOptionError(
      `${what} decides about ${change.protocol} ${change.ports.from}, and not a port or service of a zone whose name is known: change it by hand, or read what firewall-cmd --list-all-zones prints`,
      { field: "plan", input: plan, expected: "a plan for ports that zones decide about" },
    );
  }
  return zone;
}

/** Returns what decided about the ports of a change; of ports that nothing closed in particular, anything of a zone. */
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
