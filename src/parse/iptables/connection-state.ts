import type { Protocol } from "../../net/types.ts";
import { isOpening } from "../../packet-filter/model.ts";
import { initialState, type PacketState } from "../../packet-filter/packet-state.ts";
import type { AddOption, Packets } from "./option-use.ts";

/** The connection states, including the two virtual states for translated addresses. */
const known: ReadonlySet<string> = new Set([
  ...["INVALID", "NEW", "ESTABLISHED", "RELATED", "UNTRACKED", "SNAT", "DNAT"],
]);

export const connectionState: AddOption = ({ value, negated, what }, packets) => {
  const words = value.toUpperCase().split(",");
  const { builder, uses } = packets;
  if (!words.every((word) => known.has(word))) {
    builder.holds(undefined, what, "state");
    return;
  }
  const matches = (state: PacketState, protocol: Protocol) =>
    (words.includes(stateOf(packets, state, protocol)) ||
      (state.isTranslated && !state.isUntracked && words.includes("DNAT"))) !== negated;
  if (uses.untracks || (uses.translates && words.includes("DNAT"))) {
    builder.state(matches);
  } else {
    builder.holds(matches(initialState, "tcp"), what);
  }
};

function stateOf({ table, view }: Packets, state: PacketState, protocol: Protocol): string {
  if (state.isUntracked) {
    return "UNTRACKED";
  }
  if (view.neighbor && table !== "raw") {
    return "UNTRACKED";
  }
  if (table === "raw") {
    // Packets traverse it before the kernel looks up their connection.
    return "INVALID";
  }
  if (state.isUnseen) {
    // To conntrack, the reply is the first packet: a SYN-ACK opens no connection, but a later packet does.
    return protocol === "tcp" && view.isReply ? "INVALID" : "NEW";
  }
  if (state.isUnanswered) {
    return "INVALID";
  }
  return isOpening(view) ? "NEW" : "ESTABLISHED";
}
