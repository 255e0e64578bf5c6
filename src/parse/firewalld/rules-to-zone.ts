import type { Action, Rule } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import { applyUnreadEnd } from "./apply-unread-end.ts";
import type { CompileContext } from "./context.ts";
import { rulesOf } from "./rules-of.ts";
import type { Zone } from "./ruleset.ts";
import type { Way } from "./ways-of.ts";

/** The connections of a zone that an action applies to. */
interface Extent {
  /** Why the zone of a connection is in doubt; `undefined` if it is not. */
  readonly dependsOn: string | undefined;
  readonly withInterfaces: boolean;
}

/** Compiles the rules that apply an action to connections from or to a zone. */
export function rulesToZone(
  { sources, interfaces }: Zone,
  action: Action,
  { dependsOn, withInterfaces }: Extent,
  context: CompileContext,
): readonly Rule[] {
  const isInbound = context.view.direction === "inbound";
  const conditions: Way = (builder) =>
    builder.holds(dependsOn === undefined || undefined, dependsOn ?? "");
  return [
    ...sources.flatMap(({ addresses, ipset, what, origin }) => {
      const end = isInbound ? "source" : "destination";
      const way: Way = (builder, direction) =>
        addresses
          ? builder.addresses(end, addresses.family, addresses.set, false, what)
          : applyUnreadEnd(builder, direction, { end, ipset, isInverted: false, what });
      return rulesOf([way], { action, origin, conditions }, context);
    }),
    ...(withInterfaces ? interfaces : []).flatMap(({ name, pattern, origin }) => {
      const way: Way = (builder) =>
        builder.interfaces(
          isInbound ? "input" : "output",
          [pattern],
          false,
          `the interface ${excerpt(name)}`,
        );
      return rulesOf([way], { action, origin, conditions }, context);
    }),
  ];
}
