import type { Origin } from "../../net/types.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Rule } from "../../packet-filter/model.ts";
import type { CompileContext } from "./context.ts";
import type { Way } from "./ways-of.ts";

/** The effect of a setting on the connections it applies to. */
interface Effect {
  readonly action: Action;
  readonly origin: Origin;
  /** Adds conditions in addition to those of the ways. */
  readonly conditions?: Way;
}

/** Compiles a setting into rules: one for each way it can match. */
export function rulesOf(
  ways: readonly Way[],
  { action, origin, conditions = () => {} }: Effect,
  { view, device, notes }: CompileContext,
): readonly Rule[] {
  return ways.flatMap((way) => {
    const builder = new MatchBuilder(view, device);
    conditions(builder, view.direction);
    way(builder, view.direction);
    const match = notes.match(builder.condition(), view, origin);
    return match ? [{ match, action, origin }] : [];
  });
}
