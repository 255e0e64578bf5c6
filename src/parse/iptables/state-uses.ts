import { allFamilies } from "../../net/remote-addresses.ts";
import { recentListOf } from "./first-value-of.ts";
import type { Option, Ruleset } from "./ruleset.ts";

/** How the rules of a ruleset change packet state and use sets, by name. */
export interface StateUses {
  /** The ipsets that a rule compares with a source first: they hold addresses, because no set holds client ports. */
  readonly ofSources: ReadonlySet<string>;
  /** The ipsets that rules add to or delete from. */
  readonly written: ReadonlySet<string>;
  readonly marks: boolean;
  readonly connectionMarks: boolean;
  /** Whether rules exempt packets from connection tracking. */
  readonly untracks: boolean;
  /** Whether rules translate destinations. */
  readonly translates: boolean;
  /** The recent lists that rules add to. */
  readonly recent: ReadonlySet<string>;
}

/** Returns how rules change packet state and use sets. */
export function stateUses({ tables }: Ruleset): StateUses {
  const ofSources = new Set<string>();
  const written = new Set<string>();
  const recent = new Set<string>();
  const targets = new Set<string>();
  const rules = allFamilies.flatMap((family) =>
    [...tables[family].values()].flatMap(({ chains }) =>
      [...chains.values()].map((chain) => chain.rules),
    ),
  );
  const names = new Set<string>();
  const use = ({ name, values: [set = "", flags = ""] }: Option, options: readonly Option[]) => {
    names.add(name);
    if (name === "--match-set" && flags.startsWith("src")) {
      ofSources.add(set);
    } else if (name === "--add-set" || name === "--del-set" || name === "--map-set") {
      written.add(set);
    } else if (name === "--set") {
      recent.add(recentListOf(options));
    }
  };
  for (const { conditions, target } of rules.flat()) {
    const options = target ? [...conditions, ...target.options] : conditions;
    targets.add(target?.word ?? "");
    for (const option of options) {
      use(option, options);
    }
  }
  return {
    ofSources,
    written,
    recent,
    marks: targets.has("MARK") || names.has("--restore-mark"),
    connectionMarks: targets.has("CONNMARK"),
    untracks: targets.has("NOTRACK") || names.has("--notrack"),
    translates: targets.has("DNAT") || targets.has("REDIRECT"),
  };
}
