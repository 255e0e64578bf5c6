import type { NoteCode } from "../../net/types.ts";
import type { NoteList } from "../notes.ts";
import { familiesOf, onlyFamily } from "./families-of.ts";
import type { ListenerInput } from "./ruleset.ts";

/** Notes what inputs do not have, and is therefore taken not to be there. */
export function addAssumptions(inputs: readonly ListenerInput[], notes: NoteList): void {
  const assume = (code: NoteCode, text: string, input = 0) =>
    notes.add("assumed", code, { input, line: null }, text);
  for (const [index, { hasHeading, tools }] of inputs.entries()) {
    if (!hasHeading) {
      assume("incomplete", "the rows are all that there are: the input has no heading", index);
    }
    if (tools.has("lsof")) {
      assume("incomplete", "lsof was run by root: others see their own processes only", index);
    }
  }
  const blind = (["netstat", "lsof"] as const).find((tool) =>
    inputs.some(({ tools }) => tools.has(tool)),
  );
  if (blind) {
    assume(
      "interface",
      `no socket is bound to an interface, which ss would show and ${blind} does not`,
    );
  }
  addFamilies(inputs, assume);
}

function addFamilies(
  inputs: readonly ListenerInput[],
  assume: (code: NoteCode, text: string) => void,
): void {
  const families = familiesOf(inputs);
  const [only] = families;
  if (families.length === 1) {
    const others = only === "ipv4" ? "IPv6" : "IPv4";
    assume("not-examined", `${others} was not examined: no socket for it is in the input`);
    return;
  }
  const has = inputs.flatMap(({ sockets }) => sockets.map(onlyFamily));
  if (has.length > 0 && !has.includes("ipv4")) {
    assume("family", "nothing listens on IPv4 only: no such socket is in the input");
  }
}
