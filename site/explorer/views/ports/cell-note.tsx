import { releases } from "cpanel-ports";
import { useLayoutEffect, useRef } from "preact/hooks";
import { capitalized } from "../../../../src/util/capitalized.ts";
import { protectionText, protocolsOf, useOf, useWords } from "../../parts/entry-words.ts";
import type { Cell } from "./matrix-rows.ts";

export interface NotedCell {
  readonly port: number;
  readonly cell: Cell;
  /** The cell on the page, next to the note. */
  readonly anchor: HTMLElement;
}

const sources = new Map(releases.map((each) => [each.release, each.source]));
const changeWords = {
  added: "New in this release.",
  removed: "No longer documented in this release.",
  changed: "Its row changed in this release.",
};

/** Explains a cell of the matrix, and why it differs from the previous one. */
export function CellNote({ port, cell, anchor }: NotedCell) {
  const note = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (note.current) {
      place(note.current, anchor);
    }
  });
  const { entry, release, change, reasons } = cell;
  const source = sources.get(release);
  return (
    <div class="cell-note" role="status" ref={note}>
      <strong>
        Port {port} in {release}
      </strong>
      <p>
        {entry
          ? `${entry.documented.service}: ${protocolsOf(entry)}, ${useWords[useOf(entry)]}, ${protectionText(entry)}`
          : change === null && "Not documented."}
        {entry?.conditions.map((each) => ` ${capitalized(each.text)}.`)}
      </p>
      {change && <p>{changeWords[change]}</p>}
      {reasons.map((each) => (
        <p key={each}>{each}</p>
      ))}
      {source && (
        <p class="quiet">
          Page {source.page}, last modified {source.lastModified}
        </p>
      )}
    </div>
  );
}

/** Places a note below a cell, or above if there is no room, within the window. */
function place(note: HTMLElement, anchor: HTMLElement): void {
  const cell = anchor.getBoundingClientRect();
  const own = note.getBoundingClientRect();
  const gap = 6;
  const left = Math.max(gap, Math.min(cell.left, innerWidth - own.width - gap));
  const below = cell.bottom + gap;
  const top = below + own.height > innerHeight ? cell.top - own.height - gap : below;
  note.style.left = `${left}px`;
  note.style.top = `${Math.max(gap, top)}px`;
}
