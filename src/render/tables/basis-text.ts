import type { Basis } from "../../dataset/types.ts";

/** Returns the basis of a fact in a few words. */
export function basisText(bases: readonly Basis[]): string {
  return bases.map(oneBasis).join(", ");
}

function oneBasis(basis: Basis): string {
  switch (basis.kind) {
    case "table":
      return "the page's table";
    case "note":
      return "the page's note";
    case "page":
      return "the page";
    case "iana":
      return "IANA";
    case "rfc":
      return `RFC ${basis.number}${basis.section === null ? "" : ` section ${basis.section}`}`;
    case "whm-api":
      return `WHM API 1 ${basis.function}`;
    case "documentation":
      return basis.asOf === undefined ? basis.url : `${basis.url} (copy of ${basis.asOf})`;
    case "secondary":
      return basis.url;
  }
}
