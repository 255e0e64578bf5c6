import type { ParseNote } from "../../net/types.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import type { Io } from "../io.ts";

/**
 * Prints the notes of a parser on standard error.
 *
 * @param names - the names of its inputs
 */
export function printNotes(notes: readonly ParseNote[], names: readonly string[], io: Io): void {
  for (const { kind, input, line, text } of notes) {
    const place = [names[input], line].filter((part) => part !== null);
    io.stderr(`cpanel-ports: ${visible(`${place.join(":")}: ${kind}: ${text}`)}\n`);
  }
}
