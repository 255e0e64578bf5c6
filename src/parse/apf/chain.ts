import type { AddressSet } from "../../net/address-set.ts";
import type { Direction, NoteCode, Origin, PortRange } from "../../net/types.ts";
import type { Budget } from "../../packet-filter/budget.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Doubt, Rule, View } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { ApfSettingName } from "./default-settings.ts";
import type { ApfRuleset } from "./ruleset.ts";
import { settingOrigin, settingValue } from "./settings.ts";

/** The chain INPUT or OUTPUT of APF, seen from the packets that meet it. */
export interface ApfChain {
  readonly view: View;
  /** The direction packets travel: inbound in INPUT, outbound in OUTPUT. */
  readonly way: Direction;
  readonly ruleset: ApfRuleset;
  /** The network interface that connections use, if known. */
  readonly device: string | undefined;
  /** The server's own addresses, if they are given. */
  readonly own: AddressSet | undefined;
  /** Ports that the server may not reach although the default lets it; "all" if which is in doubt. */
  readonly blockedLater: readonly PortRange[] | "all";
  readonly notes: NoteList;
  /** Bounds the rules of all chains. */
  readonly budget: Budget;
}

export const accept: Action = { kind: "accept" };

export const drop: Action = { kind: "drop" };

/** Returns a rule of a setting, unless no packet can fulfil its conditions. */
export function settingRule(
  { view, device, ruleset, notes }: ApfChain,
  name: ApfSettingName,
  action: Action,
  put: (builder: MatchBuilder) => void,
): readonly Rule[] {
  const builder = new MatchBuilder(view, device);
  put(builder);
  const origin = settingOrigin(ruleset.settings, name);
  const match = notes.match(builder.condition(), view, origin);
  return match ? [{ match, action, origin }] : [];
}

/** Adds the address of the other machine. */
export function remoteAddresses(builder: MatchBuilder, { way }: ApfChain, set: AddressSet): void {
  builder.addresses(way === "inbound" ? "source" : "destination", "ipv4", set, false, "");
}

/**
 * Adds ports of the server where inbound, and of the other machine where outbound: those that replies
 * come from.
 */
export function servicePorts(
  builder: MatchBuilder,
  { view }: ApfChain,
  ports: readonly PortRange[],
): void {
  if (view.isReply) {
    builder.sourcePorts(ports, false, "");
  } else {
    builder.destinationPorts(ports, false);
  }
}

/** The names of the settings that say what happens to what APF stops. */
export type ApfStop = "ALL_STOP" | "TCP_STOP" | "UDP_STOP";

/** Returns what the target that a setting names does. */
export function stopAction(chain: ApfChain, name: ApfStop): Action {
  const value = settingValue(chain.ruleset.settings, name);
  const stops = ["DROP", "REJECT", "PROHIBIT", ...(name === "TCP_STOP" ? ["RESET"] : [])];
  return stops.includes(value)
    ? drop
    : {
        kind: "undetermined",
        doubt: settingDoubt(
          chain,
          "action",
          name,
          `${name} has the unsupported value ${excerpt(value)}`,
        ),
      };
}

/** Returns the doubt that a setting raises. */
export function settingDoubt(
  { ruleset, notes }: ApfChain,
  code: NoteCode,
  name: ApfSettingName,
  text: string,
): Doubt {
  const origin: Origin = settingOrigin(ruleset.settings, name);
  return notes.doubt(code, origin, text);
}
