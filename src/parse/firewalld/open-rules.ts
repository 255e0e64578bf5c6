import type { Rule } from "../../packet-filter/model.ts";
import { groupBy } from "../../util/group-by.ts";
import * as limits from "../../util/limits.ts";
import type { CompileContext } from "./context.ts";
import { rulesOf } from "./rules-of.ts";
import type { FirewalldObject, Part, ServicePart } from "./ruleset.ts";
import { waysOf } from "./ways-of.ts";

/** Compiles the ports, protocols and services that an object opens. */
export function openRules(object: FirewalldObject, context: CompileContext): readonly Rule[] {
  // Services may have many parts: each service is included once.
  const found = new Set<string>();
  const parts = object.openings.flatMap((opening): readonly ServicePart[] => {
    const { origin } = opening;
    return opening.kind === "part"
      ? [{ part: opening.part, origin }]
      : context.services.parts(opening.name, found).map((part) => ({ part, origin }));
  });
  return [...groupBy(withFewUnknown(parts, object), ({ origin }) => origin)].flatMap(
    ([origin, group]) =>
      rulesOf(
        waysOf(group.map(({ part }) => part)),
        { action: { kind: "accept" }, origin },
        context,
      ),
  );
}

/** Combines the unknown parts beyond the limit into one. */
function withFewUnknown(
  parts: readonly ServicePart[],
  { origin }: FirewalldObject,
): readonly ServicePart[] {
  const unknown = new Set(parts.flatMap(({ part }) => (isUnknown(part) ? [part.what] : [])));
  const more = unknown.size - limits.firewalldUnknowns;
  if (more <= 0) {
    return parts;
  }
  const named = new Set([...unknown].slice(0, limits.firewalldUnknowns));
  return [
    ...parts.filter(({ part }) => !isUnknown(part) || named.has(part.what)),
    { part: { kind: "unknown", what: `the definitions of ${more} more services` }, origin },
  ];
}

function isUnknown(part: Part): part is Part & { readonly kind: "unknown" } {
  return part.kind === "unknown";
}
