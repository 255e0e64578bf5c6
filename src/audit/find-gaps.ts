import { familyNames } from "../net/family-names.ts";
import type { Family, NoteCode, ParseNote } from "../net/types.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { isOfListeners } from "./is-of-listeners.ts";
import { notesOf } from "./notes-of.ts";
import type { Server } from "./read-server.ts";
import type { AuditGap, AuditScope } from "./types.ts";

/** What parsers assume because the input lacks it, and somebody can supply: the verdict may change with it. */
const bearing: ReadonlySet<NoteCode> = new Set([
  "default",
  "dormant",
  "incomplete",
  "interface",
  "neighbour-discovery",
]);

/** Finds what was asked for and not examined, and what had to be assumed that bears on the verdict. */
export function findGaps(
  actual: PolicyOrExposure,
  scope: AuditScope,
  { ssh }: Server,
): readonly AuditGap[] {
  const notes = notesOf(actual);
  const missing = scope.families.filter((family) => !actual.families.includes(family));
  const isOutboundAsked = scope.directions.includes("outbound");
  return [
    ...missing.map((family) => familyGap(family, notes)),
    ...(isOutboundAsked && isOfListeners(actual) ? [outboundGap] : []),
    ...(ssh?.isComplete === false ? [sshGap] : []),
    ...notes
      .filter(
        ({ kind, code }) =>
          kind === "assumed" &&
          (bearing.has(code) || (code === "outbound" && isOutboundAsked)) &&
          (code !== "neighbour-discovery" || scope.families.includes("ipv6")),
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

const sshGap: AuditGap = {
  text: "files that the configuration of SSH includes were not read: SSH may listen on other ports",
  input: null,
  line: null,
};

const outboundGap: AuditGap = {
  text: "what the server connects to was not examined: the input shows what listens",
  input: null,
  line: null,
};
