import { expect, test } from "vitest";
import type { View } from "../../src/packet-filter/model.ts";
import { fitsFlags } from "../../src/packet-filter/tcp-flags.ts";

const opening: View = { direction: "inbound", isReply: false };
const reply: View = { direction: "inbound", isReply: true };
const later: View = { direction: "inbound", isReply: false, isLater: true };

test.for([
  // --syn matches only the first packet of a connection.
  [["fin", "syn", "rst", "ack"], ["syn"], true, false, false],
  [["syn", "ack"], ["syn", "ack"], false, undefined, false],
  [["ack"], ["ack"], false, true, true],
  [["ack"], [], true, false, false],
  [["fin"], ["fin"], false, undefined, undefined],
  [["psh"], ["psh"], false, undefined, undefined],
  [["fin", "psh"], ["fin", "psh"], false, false, false],
  [["rst"], ["rst"], false, false, false],
  [["urg", "ecn", "cwr"], [], true, true, true],
  [[], [], true, true, true],
  // A wanted flag outside the mask never matches.
  [["ack"], ["ack", "syn"], false, false, false],
  [["ack"], ["new"], undefined, undefined, undefined],
  [["new"], [], undefined, undefined, undefined],
] as const)(
  "matches of flags %j exactly %j: opening packets %j, replies %j, later packets %j",
  ([mask, wanted, ...expected]) => {
    expect([opening, reply, later].map((view) => fitsFlags(mask, wanted, view))).toEqual(expected);
  },
);
