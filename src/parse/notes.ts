import type { NoteCode, Origin, ParseNote } from "../net/types.ts";
import type { Condition } from "../packet-filter/match-builder.ts";
import type { Doubt, Match, View } from "../packet-filter/model.ts";
import * as limits from "../util/limits.ts";

/** A place in an input. */
export type Place = Pick<Origin, "input" | "line">;

/** What a step of a parser remarks. */
export interface Notes {
  readonly notes: readonly ParseNote[];
  /** How many more there are than are kept. */
  readonly omitted: number;
}

/** Stands for the reasons beyond those that are kept. */
const others: Doubt = { reason: `there are more than ${limits.notes} other reasons`, origin: null };

/** Collects the notes of one step of a parser, and the doubts it has. */
export class NoteList {
  readonly #notes: ParseNote[] = [];
  readonly #doubts = new Map<string, { readonly doubt: Doubt; isNoted: boolean }>();
  #omitted = 0;

  /** Adds a note. */
  add(kind: ParseNote["kind"], code: NoteCode, { input, line }: Place, text: string): void {
    if (this.#notes.length < limits.notes) {
      this.#notes.push({ kind, code, input, line, text });
    } else {
      this.#omitted++;
    }
  }

  /**
   * Adds a note on something in doubt, once, and returns the doubt for a rule or an action.
   *
   * @param text - why, in one sentence without the place
   */
  doubt(code: NoteCode, origin: Origin, text: string): Doubt {
    const found = this.#find(origin, text);
    if (!found.isNoted) {
      found.isNoted = true;
      this.add("unknown", code, origin, text);
    }
    return found.doubt;
  }

  /**
   * Returns the match of a condition; `undefined` if no packet can fulfil it. What only replies depend on
   * is not noted: it is among the reasons of the ports that become undetermined by it.
   *
   * @param prefix - what the reason begins with where an input has no lines
   */
  match(
    condition: Condition | undefined,
    { isReply }: View,
    origin: Origin,
    prefix = "",
  ): Match | undefined {
    if (condition === undefined) {
      return undefined;
    }
    const { dependsOn, family, protocols, ports, remotes } = condition;
    const why = dependsOn.join(" and ");
    return {
      family,
      protocols,
      ports,
      remotes,
      doubt:
        dependsOn.length === 0
          ? undefined
          : isReply
            ? this.#find(origin, `${prefix}whether the rule matches replies depends on ${why}`)
                .doubt
            : this.doubt("match", origin, `${prefix}whether the rule matches depends on ${why}`),
    };
  }

  /** Returns the notes in the order in which they were added. */
  list(): Notes {
    return { notes: this.#notes, omitted: this.#omitted };
  }

  #find(origin: Origin, text: string): { readonly doubt: Doubt; isNoted: boolean } {
    const place = [
      ...(origin.input > 0 ? [`input ${origin.input + 1}`] : []),
      ...(origin.line === null ? [] : [`line ${origin.line}`]),
    ].join(", ");
    const reason = place === "" ? text : `${place}: ${text}`;
    const known = this.#doubts.get(reason);
    if (known) {
      return known;
    }
    if (this.#doubts.size >= limits.notes) {
      return { doubt: others, isNoted: false };
    }
    const found = { doubt: { reason, origin }, isNoted: false };
    this.#doubts.set(reason, found);
    return found;
  }
}

/** Returns the notes of all steps: input by input, those on a whole input first. */
export function sortNotes(all: readonly Notes[]): readonly ParseNote[] {
  const sorted = all
    .flatMap(({ notes }) => notes)
    .sort((a, b) => a.input - b.input || (a.line ?? 0) - (b.line ?? 0));
  const kept = sorted.slice(0, limits.notes);
  const omitted = all.reduce((sum, each) => sum + each.omitted, sorted.length - kept.length);
  const more: ParseNote = {
    kind: "unknown",
    code: "more",
    input: 0,
    line: null,
    text: `there are ${omitted} more notes`,
  };
  return omitted > 0 ? [...kept, more] : kept;
}
