import { allFamilies } from "../../net/remote-addresses.ts";
import { recentListOf } from "./first-value-of.ts";
import type { Option, Ruleset } from "./ruleset.ts";

/** What the rules of a ruleset do to the state of packets, and how they use sets, by name. */
export interface StateUses {
  /** The ipsets with which a rule compares a source first: they have addresses, as ports of clients are in none. */
  readonly ofSources: ReadonlySet<string>;
  /** The ipsets to which rules add, or from which they delete. */
  readonly written: ReadonlySet<string>;
  /** Whether rules mark packets. */
  readonly marks: boolean;
  /** Whether rules mark connections. */
  readonly connectionMarks: boolean;
  /** Whether rules make conntrack leave out packets. */
  readonly untracks: boolean;
  /** Whether rules translate destinations. */
  readonly translates: boolean;
  /** The recent lists to which rules add. */
  readonly recent: ReadonlySet<string>;
}

/** Returns what rules do to the state of packets, and how they use sets. */
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
