import type { NoteCode } from "../../net/types.ts";
import type { NoteList } from "../notes.ts";
import { familiesOf, onlyFamily } from "./families-of.ts";
import type { ListenerInput } from "./ruleset.ts";

/** Adds notes on what is assumed because the inputs do not show it. */
export function addAssumptions(inputs: readonly ListenerInput[], notes: NoteList): void {
  const assume = (code: NoteCode, text: string, input = 0) =>
    notes.add("assumed", code, { input, line: null }, text);
  for (const [index, { hasHeading, tools }] of inputs.entries()) {
    if (!hasHeading) {
      assume("incomplete", "the input has no heading; its rows are assumed to be complete", index);
    }
    if (tools.has("lsof")) {
      assume(
        "incomplete",
        "lsof is assumed to have run as root: other users see only their own processes",
        index,
      );
    }
  }
  const blind = (["netstat", "lsof"] as const).find((tool) =>
    inputs.some(({ tools }) => tools.has(tool)),
  );
  if (blind) {
    assume(
      "interface",
      `sockets are assumed not to be bound to an interface: ss would show it, but ${blind} does not`,
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
    assume("not-examined", `${others} was not examined: the input has no socket for it`);
    return;
  }
  const has = inputs.flatMap(({ sockets }) => sockets.map(onlyFamily));
  if (has.length > 0 && !has.includes("ipv4")) {
    assume("family", "no program is assumed to listen only on IPv4: the input has no such socket");
  }
}
