import type { BaseChain } from "../../packet-filter/model.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import { addAssumptions } from "./assumptions.ts";
import { familiesOf } from "./families-of.ts";
import { type Listener, listenersOf } from "./listeners-of.ts";
import { rulesOf } from "./rules-of.ts";
import type { ListenerInput } from "./ruleset.ts";
import { unexaminedRules } from "./unexamined-rules.ts";

/** The result of compiling, and the listening sockets. */
export interface CompiledListeners extends CompileResult {
  readonly listeners: readonly Listener[];
}

/** Compiles sockets to a firewall that accepts exactly the connections that reach them. */
export function compile(
  inputs: readonly ListenerInput[],
  options: ParseOptions,
): CompiledListeners {
  const notes = new NoteList();
  const listeners = listenersOf(inputs, options, notes);
  addAssumptions(inputs, notes);
  const chain: BaseChain = {
    name: "listeners",
    policy: "drop",
    origin: null,
    rules: [...rulesOf(listeners), ...unexaminedRules(inputs, notes)],
  };
  return {
    title: "Listening ports",
    families: familiesOf(inputs),
    filter: { original: { inbound: [chain], outbound: [] } },
    notes: notes.list(),
    listeners,
  };
}
