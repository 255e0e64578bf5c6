import type { Action, Rule } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { FirewalldObject } from "./ruleset.ts";

const actions: ReadonlyMap<string, "accept" | "continue" | "default" | "drop"> = new Map([
  ["ACCEPT", "accept"],
  ["DROP", "drop"],
  ["REJECT", "drop"],
  ["%%REJECT%%", "drop"],
  ["CONTINUE", "continue"],
  ["default", "default"],
  ["{chain}_{zone}", "default"],
  ["", "default"],
]);

/** Compiles the target of a zone or policy object, for connections that none of its rules decides. */
export function targetRules({ target, kind }: FirewalldObject, notes: NoteList): readonly Rule[] {
  const { name, origin } = target;
  const rule = (action: Action): readonly Rule[] => [{ match: {}, action, origin }];
  const action = actions.get(name);
  switch (action) {
    case "accept":
    case "drop":
      return rule({ kind: action });
    case "continue":
      return [];
    case "default":
      return kind === "zone" ? rule({ kind: "drop" }) : [];
    case undefined:
      return rule({
        kind: "undetermined",
        doubt: notes.doubt("action", origin, `unsupported target ${excerpt(name)}`),
      });
  }
}
