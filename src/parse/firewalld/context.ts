import type { View } from "../../packet-filter/model.ts";
import type { NoteList } from "../notes.ts";
import type { Services } from "./services.ts";

/** The context in which rules are compiled. */
export interface CompileContext {
  readonly view: View;
  /** The network interface that connections use, if known. */
  readonly device: string | undefined;
  readonly services: Services;
  readonly notes: NoteList;
}
