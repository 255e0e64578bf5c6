import type { Protocol } from "../../net/types.ts";
import type { Rule } from "../../packet-filter/model.ts";
import type { NoteList } from "../notes.ts";
import type { ListenerInput } from "./ruleset.ts";

/** Returns rules that leave a protocol undetermined if the inputs show no listening socket for it. */
export function unexaminedRules(
  inputs: readonly ListenerInput[],
  notes: NoteList,
): readonly Rule[] {
  return (["tcp", "udp"] as const)
    .filter((protocol) => !inputs.some(({ examined }) => examined.has(protocol)))
    .map((protocol) => ({
      match: {
        protocols: [protocol],
        doubt: { kind: "not-examined", reason: noteOn(protocol, notes), origin: null },
      },
      action: { kind: "accept" },
      origin: null,
    }));
}

function noteOn(protocol: Protocol, notes: NoteList): string {
  const reason = `${protocol.toUpperCase()} was not examined: the input has no socket for it`;
  notes.add("unknown", "not-examined", { input: 0, line: null }, reason);
  return reason;
}
