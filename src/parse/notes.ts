import type { Doubt } from "../packet-filter/model.ts";
import type { ParseNote } from "./types.ts";

/** So many are kept; the last one says how many there were beyond. */
const most = 1000;

/** Stands for the reasons beyond those that are kept. */
const others: Doubt = { text: `there are more than ${most} other reasons` };

/** Collects what a parser has to say of several texts. */
export class Notes {
  readonly #notes: ParseNote[] = [];
  #others = 0;

  /** Takes what there is to say of one of the texts, by its index. */
  of(input: number): TextNotes {
    const doubts = new Map<string, { readonly doubt: Doubt; isNoted: boolean }>();
    const add = (kind: ParseNote["kind"], line: number | null, text: string) => {
      if (this.#notes.length < most) {
        this.#notes.push({ kind, input, line, text });
      } else {
        this.#others++;
      }
    };
    const find = (line: number | null, text: string) => {
      const place = [
        ...(input > 0 ? [`text ${input + 1}`] : []),
        ...(line === null ? [] : [`line ${line}`]),
      ].join(", ");
      const because = place === "" ? text : `${place}: ${text}`;
      const known = doubts.get(because);
      if (known) {
        return known;
      }
      if (doubts.size >= most) {
        return { doubt: others, isNoted: false };
      }
      const found = { doubt: { text: because }, isNoted: false };
      doubts.set(because, found);
      return found;
    };
    return {
      add,
      doubt: (line, text) => {
        const found = find(line, text);
        if (!found.isNoted) {
          found.isNoted = true;
          add("unknown", line, text);
        }
        return found.doubt;
      },
      quietDoubt: (line, text) => find(line, text).doubt,
    };
  }

  /** All of them, text by text, those on the whole of one first. */
  list(): readonly ParseNote[] {
    return [
      ...this.#notes.sort((a, b) => a.input - b.input || (a.line ?? 0) - (b.line ?? 0)),
      ...(this.#others > 0
        ? [
            {
              kind: "unknown" as const,
              input: 0,
              line: null,
              text: `there are ${this.#others} more notes`,
            },
          ]
        : []),
    ];
  }
}

/** Collects what a parser has to say of a text. */
export interface TextNotes {
  readonly add: (kind: ParseNote["kind"], line: number | null, text: string) => void;
  /** Notes that something is unknown, and gives the reason to put on a rule or a target. */
  readonly doubt: (line: number | null, text: string) => Doubt;
  /** Gives such a reason without a note: for what only matters if something is unknown by it. */
  readonly quietDoubt: (line: number | null, text: string) => Doubt;
}
