import { allFamilies } from "../../net/remote-addresses.ts";
import type { Option, Ruleset } from "./ruleset.ts";

/** How the rules of a ruleset use sets, by name. */
export interface SetsInUse {
  /** The ipsets with which a rule compares a source first: they have addresses, as ports of clients are in none. */
  readonly ofSources: ReadonlySet<string>;
  /** The ipsets to which rules add, or from which they delete. */
  readonly written: ReadonlySet<string>;
  /** The recent lists to which rules add. */
  readonly recent: ReadonlySet<string>;
}

/** Returns how rules use sets. */
export function setsInUse({ tables }: Ruleset): SetsInUse {
  const ofSources = new Set<string>();
  const written = new Set<string>();
  const recent = new Set<string>();
  const rules = allFamilies.flatMap((family) =>
    [...tables[family].values()].flatMap(({ chains }) =>
      [...chains.values()].map((chain) => chain.rules),
    ),
  );
  const use = ({ name, values: [set = "", flags = ""] }: Option, options: readonly Option[]) => {
    if (name === "--match-set" && flags.startsWith("src")) {
      ofSources.add(set);
    } else if (name === "--add-set" || name === "--del-set" || name === "--map-set") {
      written.add(set);
    } else if (name === "--set") {
      recent.add(options.find((each) => each.name === "--name")?.values[0] ?? "DEFAULT");
    }
  };
  for (const { conditions, target } of rules.flat()) {
    const options = target ? [...conditions, ...target.options] : conditions;
    for (const option of options) {
      use(option, options);
    }
  }
  return { ofSources, written, recent };
}
