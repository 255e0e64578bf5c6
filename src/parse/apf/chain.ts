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

/** APF's INPUT or OUTPUT chain, compiled for the packets of a view. */
export interface ApfChain {
  readonly view: View;
  /** The direction packets travel: inbound in INPUT, outbound in OUTPUT. */
  readonly way: Direction;
  readonly ruleset: ApfRuleset;
  /** The network interface that connections use, if known. */
  readonly device: string | undefined;
  /** The server's own addresses, if given. */
  readonly own: AddressSet | undefined;
  /** Ports that are blocked outbound even though the default accepts them; "all" if undetermined. */
  readonly blockedLater: readonly PortRange[] | "all";
  readonly notes: NoteList;
  /** Limits the rules of all chains. */
  readonly budget: Budget;
}

export const accept: Action = { kind: "accept" };

export const drop: Action = { kind: "drop" };

/** Returns the rule of a setting, or none if no packet can match it. */
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

/** Adds the remote addresses. */
export function remoteAddresses(builder: MatchBuilder, { way }: ApfChain, set: AddressSet): void {
  builder.addresses(way === "inbound" ? "source" : "destination", "ipv4", set, false, "");
}

/** Adds the ports of the service: the server's for inbound connections, the remote machine's for outbound ones. */
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

/** The settings that define what APF does with blocked packets. */
export type ApfStop = "ALL_STOP" | "TCP_STOP" | "UDP_STOP";

/** Returns the action of the target that a setting names. */
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

/** Returns a doubt about a setting. */
export function settingDoubt(
  { ruleset, notes }: ApfChain,
  code: NoteCode,
  name: ApfSettingName,
  text: string,
): Doubt {
  const origin: Origin = settingOrigin(ruleset.settings, name);
  return notes.doubt(code, origin, text);
}
