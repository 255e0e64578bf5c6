import { familyNames } from "../net/family-names.ts";
import type { Family, ListenerExposure, NoteCode, ParseNote, Protocol } from "../net/types.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { isOfListeners } from "./is-of-listeners.ts";
import { notesOf } from "./notes-of.ts";
import type { Server } from "./read-server.ts";
import type { AuditGap, AuditScope } from "./types.ts";

/** The codes of assumptions about missing input that the user can supply, and that may change the verdict. */
const bearing: ReadonlySet<NoteCode> = new Set([
  "default",
  "dormant",
  "incomplete",
  "interface",
  "neighbor-discovery",
]);

/** Finds what was requested but not examined, and assumptions that may change the verdict. */
export function findGaps(
  actual: PolicyOrExposure,
  scope: AuditScope,
  { ssh, listeners }: Server,
): readonly AuditGap[] {
  const notes = notesOf(actual);
  const missing = scope.families.filter((family) => !actual.families.includes(family));
  const isOutboundAsked = scope.directions.includes("outbound");
  return [
    ...missing.map((family) => familyGap(family, notes)),
    ...(isOutboundAsked && isOfListeners(actual) ? [outboundGap] : []),
    ...scope.families
      .filter((family) => listeners?.families.includes(family) === false)
      .filter((family) => !missing.includes(family))
      .map((family) => listenerGap(familyNames[family])),
    ...scope.protocols
      .filter((protocol) => listeners && !isExamined(protocol, listeners))
      .map((protocol) => listenerGap(protocol.toUpperCase())),
    ...(ssh?.isComplete === false ? [sshGap] : []),
    ...notes
      .filter(
        ({ kind, code }) =>
          kind === "assumed" &&
          (bearing.has(code) || (code === "outbound" && isOutboundAsked)) &&
          (code !== "neighbor-discovery" || scope.families.includes("ipv6")),
      )
      .map(({ text, input, line }) => ({ text, input, line })),
  ];
}

function familyGap(family: Family, notes: readonly ParseNote[]): AuditGap {
  const name = familyNames[family];
  const note = notes.find(
    ({ code, text }) => (code === "family" || code === "not-examined") && text.includes(name),
  );
  return note
    ? { text: note.text, input: note.input, line: note.line }
    : { text: `${name} was not examined`, input: null, line: null };
}

/** Returns whether sockets show which ports of a protocol have no listener. */
function isExamined(protocol: Protocol, { undetermined }: ListenerExposure): boolean {
  return !undetermined.some(
    (each) =>
      each.direction === "inbound" &&
      each.protocol === protocol &&
      each.ports.from === 1 &&
      each.ports.through === 65535,
  );
}

function listenerGap(name: string): AuditGap {
  return {
    text: `what listens on ${name} was not examined: the list of sockets has no socket for ${name}`,
    input: null,
    line: null,
  };
}

const sshGap: AuditGap = {
  text: "the SSH configuration was not read completely: SSH may listen on other ports",
  input: null,
  line: null,
};

const outboundGap: AuditGap = {
  text: "outbound connections were not examined: the input shows only listening sockets",
  input: null,
  line: null,
};
