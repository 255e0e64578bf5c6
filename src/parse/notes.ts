import { byPlace } from "../net/by-place.ts";
import { placeText } from "../net/place-text.ts";
import type { NoteCode, Origin, ParseNote } from "../net/types.ts";
import type { Condition, Dependency } from "../packet-filter/match-builder.ts";
import {
  type Doubt,
  type DoubtKind,
  isOfSourcePort,
  type Match,
  type TypicalKind,
  type View,
} from "../packet-filter/model.ts";
import * as limits from "../util/limits.ts";

/** A place in an input. */
export type Place = Pick<Origin, "input" | "line">;

/** The notes of one parser step. */
export interface Notes {
  readonly notes: readonly ParseNote[];
  /** The number of further notes that were not kept. */
  readonly omitted: number;
}

/** The nature of a doubt. */
type Nature = Pick<Doubt, "kind" | "typically">;

/** A doubt, and whether a note mentions it. */
interface Found {
  readonly doubt: Doubt;
  isNoted: boolean;
}

/** Collects the notes and doubts of one parser step. */
export class NoteList {
  readonly #notes: ParseNote[] = [];
  readonly #doubts = new Map<string, Found>();
  /** The doubts that represent the reasons beyond the limit. */
  readonly #others = new Map<string, Doubt>();
  #omitted = 0;

  /** Adds a note. */
  add(kind: ParseNote["kind"], code: NoteCode, { input, line }: Place, text: string): void {
    this.#add({ kind, code, input, line, text });
  }

  /** Adds a note about several places; it is shown at the first one. */
  addAbout(
    kind: ParseNote["kind"],
    code: NoteCode,
    decidedBy: readonly [Origin, ...Origin[]],
    text: string,
  ): void {
    const [{ input, line }] = decidedBy;
    this.#add({ kind, code, input, line, text, decidedBy });
  }

  /**
   * Returns the doubt for a rule or an action, and adds one note on it.
   *
   * @param text - the reason, in one sentence without the place
   */
  doubt(code: NoteCode, origin: Origin, text: string, kind: DoubtKind = "not-understood"): Doubt {
    const place = placeText(origin);
    const found = this.#find(place === "" ? text : `${place}: ${text}`, origin, { kind });
    if (!found.isNoted) {
      found.isNoted = true;
      this.add("unknown", code, origin, text);
    }
    return found.doubt;
  }

  /**
   * Returns the doubt of a rule that depends on who connects, how often, or with which content. No note is added: the
   * exposure lists the affected ports.
   *
   * @param typically - whether the rule matches the typical connection
   * @param what - what it depends on in a few words, such as `ipset bans`
   */
  typical(kind: TypicalKind, typically: boolean, origin: Origin, what: string): Doubt {
    const place = placeText(origin);
    const parts =
      kind === "rate" && place !== "" ? [place] : [what, ...(place === "" ? [] : [place])];
    return this.#find(parts.join(", "), origin, { kind, typically }).doubt;
  }

  /**
   * Returns the match of a condition; `undefined` if no packet can match. Doubts that affect only reply packets
   * or later packets get no note: they are among the reasons of the ports they leave undetermined.
   *
   * @param prefix - the start of the reason, for inputs without lines
   */
  match(
    condition: Condition | undefined,
    view: View,
    origin: Origin,
    prefix = "",
  ): Match | undefined {
    if (condition === undefined) {
      return undefined;
    }
    const { family, protocols, ports, remotes, when, dependsOn } = condition;
    const failing = dependsOn.filter(({ typically }) => typically === false);
    if (
      failing.some(({ kind }) => kind === "unusual-port") &&
      !failing.every(({ kind }) => isOfSourcePort(kind))
    ) {
      // Only some clients, and only from ports that they hardly use.
      return undefined;
    }
    const doubt = this.#doubtOf(dependsOn, view, origin, prefix);
    // Rest destructuring would give each of many thousand rules its own hidden class in V8.
    return { family, protocols, ports, remotes, when, doubt };
  }

  /** Returns the doubt of a rule, which does not match the typical connection if any of its conditions does not. */
  #doubtOf(
    dependsOn: readonly Dependency[],
    view: View,
    origin: Origin,
    prefix: string,
  ): Doubt | undefined {
    const failing = dependsOn.filter(({ typically }) => typically === false);
    const unknown = dependsOn.find(({ typically }) => typically === undefined);
    if (unknown === undefined || failing.length > 0) {
      const deciding = failing.length > 0 ? failing : dependsOn;
      const first = deciding.find(({ kind }) => kind === "who") ?? deciding[0];
      return (
        first &&
        this.typical(
          first.kind as TypicalKind,
          failing.length === 0,
          origin,
          `${prefix}${first.what}`,
        )
      );
    }
    const why = dependsOn.map(({ what }) => what).join(" and ");
    const text = `${prefix}whether the rule matches ${view.isReply ? "replies " : ""}depends on ${why}`;
    if (!view.isReply && !view.isLater) {
      return this.doubt("match", origin, text, unknown.kind);
    }
    const place = placeText(origin);
    return this.#find(place === "" ? text : `${place}: ${text}`, origin, unknown).doubt;
  }

  /** Returns the notes in insertion order. */
  list(): Notes {
    return { notes: this.#notes, omitted: this.#omitted };
  }

  #add(note: ParseNote): void {
    if (this.#notes.length < limits.notes) {
      this.#notes.push(note);
    } else {
      this.#omitted++;
    }
  }

  #find(reason: string, origin: Origin, nature: Nature): Found {
    const { kind, typically } = nature;
    const key = `${typically} ${reason}`;
    const known = this.#doubts.get(key);
    if (known) {
      return known;
    }
    if (this.#doubts.size >= limits.notes) {
      return { doubt: this.#other(nature), isNoted: false };
    }
    const found = { doubt: { kind, reason, origin, typically }, isNoted: false };
    this.#doubts.set(key, found);
    return found;
  }

  /** Returns the doubt that represents doubts beyond the limit. */
  #other({ kind, typically }: Nature): Doubt {
    const key = typically === undefined ? "" : `${kind} ${typically}`;
    const doubt = this.#others.get(key) ?? {
      kind,
      reason: `more than ${limits.notes} other reasons`,
      origin: null,
      typically,
    };
    this.#others.set(key, doubt);
    return doubt;
  }
}

/** Returns the notes of all steps, sorted by input and line; notes on a whole input come first. */
export function sortNotes(all: readonly Notes[]): readonly ParseNote[] {
  const sorted = all.flatMap(({ notes }) => notes).sort(byPlace);
  const kept = sorted.slice(0, limits.notes);
  const omitted = all.reduce((sum, each) => sum + each.omitted, sorted.length - kept.length);
  const more: ParseNote = {
    kind: "unknown",
    code: "more",
    input: 0,
    line: null,
    text: `${omitted} more notes`,
  };
  return omitted > 0 ? [...kept, more] : kept;
}
