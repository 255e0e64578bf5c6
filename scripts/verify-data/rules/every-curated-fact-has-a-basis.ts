import type { Basis } from "../../../src/schema/curated.ts";
import { nameOf } from "../pages-by-release.ts";
import type { Rule } from "../rule.ts";

export const everyCuratedFactHasABasis: Rule = {
  says: "every annotation, reason, service, operating system, lifecycle fact, server need and internal port names its basis",
  check: ({ files: { annotations, needs, operatingSystems, releases, services } }) => {
    const facts: (readonly [where: string, basis: readonly Basis[]])[] = [
      ...annotations.ports.map((each) => [nameOf(each), each.basis] as const),
      ...annotations.changes.map(
        (each) => [`annotations.json: ${each.between.join(" to ")}`, each.basis] as const,
      ),
      ["annotations.json: licenseCallbackSenders", annotations.licenseCallbackSenders.basis],
      ...services.services.map((each) => [`services.json: ${each.id}`, each.basis] as const),
      ...services.services.flatMap(({ id, annotations: remarks }) =>
        remarks.map((each) => [`services.json: ${id}, ${each.id}`, each.basis] as const),
      ),
      ...operatingSystems.operatingSystems.map(
        (each) => [`operating-systems.json: ${each.id}`, each.basis] as const,
      ),
      ...[...needs.serverNeeds, ...needs.internalPorts].map(
        (each) => [`needs.json: ${each.id}`, each.basis] as const,
      ),
      ...releases.releases.flatMap(({ release, extendedSupport }) =>
        known(`releases.json: ${release}, extendedSupport`, extendedSupport),
      ),
      ...[...releases.releases, ...releases.laterReleases].flatMap((each) => [
        ...known(`releases.json: ${each.release}, firstPublicBuild`, each.firstPublicBuild),
        ...known(`releases.json: ${each.release}, endOfLife`, each.endOfLife),
        ...known(
          `releases.json: ${each.release}, longTermSupport`,
          each.longTermSupport === "unknown" ? "unknown" : { basis: each.longTermSupportBasis },
        ),
      ]),
    ];
    return facts.filter(([, basis]) => basis.length === 0).map(([where]) => `${where}: no basis`);
  },
};

/** A fact with its basis, unless it is unknown. */
function known(
  where: string,
  fact: { readonly basis: readonly Basis[] } | "unknown",
): (readonly [where: string, basis: readonly Basis[]])[] {
  return fact === "unknown" ? [] : [[where, fact.basis]];
}
