import { allFamilies } from "../../net/remote-addresses.ts";
import type { ClosingPlace } from "../../net/types.ts";
import type { BaseChain } from "../../packet-filter/model.ts";
import { rulesOf } from "../../packet-filter/rules-of.ts";
import { transports } from "../transport.ts";
import type { FirewalldObject } from "./ruleset.ts";

/**
 * Returns the ports that zones forward to another port of the server. firewalld changes the port before its rules
 * apply, so no rule for the port closes it.
 *
 * @param inbound - the rules that apply; forward ports of other zones have no effect
 */
export function forwardObstacles(
  zones: readonly FirewalldObject[],
  inbound: BaseChain,
): readonly ClosingPlace[] {
  return zones.flatMap(forwardsOf).flatMap(({ part, staysHere, origin, family }) => {
    const { ports } = part;
    if (ports === undefined || !staysHere) {
      return [];
    }
    const families = (family === undefined ? allFamilies : [family]).filter((each) =>
      rulesOf([inbound], each).some((rule) => rule.origin === origin),
    );
    return transports
      .filter((each) => each === part.protocol)
      .flatMap((protocol) =>
        families.map(
          (each): ClosingPlace => ({
            direction: "inbound",
            protocol,
            family: each,
            ports,
            place: null,
            obstacle: `its connections are redirected to another port; remove the forward port of ${origin.table}`,
          }),
        ),
      );
  });
}

function forwardsOf({ forwards, richRules }: FirewalldObject) {
  return [
    ...forwards,
    ...richRules.flatMap(({ element, family }) =>
      element?.kind === "forward-port" ? [{ ...element, family }] : [],
    ),
  ];
}
