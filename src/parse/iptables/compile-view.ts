import type { AddressSet } from "../../net/address-set.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import { type ChainOf, compileChains } from "../../packet-filter/compile-chains.ts";
import {
  type BaseChain,
  type Chain as FilterChain,
  type Rule as FilterRule,
  isOpening,
  travelDirection,
  type View,
} from "../../packet-filter/model.ts";
import { rulesInReach } from "../../packet-filter/rules-in-reach.ts";
import { statedBy } from "../../packet-filter/stated-by.ts";
import { translationChain } from "../../packet-filter/translation-chain.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import { readAddressList } from "./add-addresses.ts";
import { baseChains, isBase } from "./base-chains.ts";
import { type Compilation, compileRule } from "./compile-rule.ts";
import { isWhole } from "./is-whole.ts";
import type { Chain, Option, Rule, Ruleset, Table } from "./ruleset.ts";
import { runsOfRules } from "./runs-of-rules.ts";

/** Compiles the base chains that the packets of a view traverse, and all chains reachable from them. */
export function compileView(ruleset: Ruleset, compilation: Compilation): readonly BaseChain[] {
  const bases = basesOf(ruleset, compilation.view);
  const met = bases.filter(({ table }) => !compilation.view.isLater || table.name !== "nat");
  const chains = compileChains(met, (chain, chainOf) => compileChain(chain, chainOf, compilation));
  return bases.map((chain): BaseChain => {
    const { name, table, policy } = chain;
    const base = {
      name,
      isOfNat: table.name === "nat",
      family: table.family,
      // The default for a chain whose policy is not set; a note says so.
      policy: policy?.action ?? "accept",
      origin: policy?.origin ?? table.origin,
    };
    if (base.isOfNat && compilation.view.isLater) {
      return translationChain(base);
    }
    const { rules } = chains.get(chain) as FilterChain;
    return {
      ...base,
      rules: [
        ...(policy || isWhole(table) ? [] : [incompleteRule(chain, compilation.notes)]),
        ...rulesOfWarnings(table, compilation.notes),
        ...rules,
      ],
    };
  });
}

/** Returns the base chains that packets of a view traverse, in order, for each family with tables. */
function basesOf({ tables }: Ruleset, view: View): readonly Chain[] {
  return allFamilies.flatMap((family) =>
    baseChains[travelDirection(view)].flatMap((place) => {
      const table = tables[family].get(place.table);
      const chain = table?.chains.get(place.chain);
      // The kernel translates replies on its own, and never neighbor discovery.
      const isUntranslated = view.isReply || view.neighbor !== undefined;
      // An input may cover only packets that open connections.
      const isAside = !isOpening(view) && chain === undefined;
      if (table === undefined || isAside || (isUntranslated && place.table === "nat")) {
        return [];
      }
      return [chain ?? missingChain(table, place.chain)];
    }),
  );
}

/** Returns a chain that is missing from the input. */
function missingChain(table: Table, name: string): Chain {
  return { table, name, isDeclared: false, policy: undefined, rules: [] };
}

function compileChain(
  chain: Chain,
  chainOf: ChainOf<Chain>,
  compilation: Compilation,
): readonly FilterRule[] {
  const { family } = chain.table;
  const end = travelDirection(compilation.view) === "inbound" ? "-s" : "-d";
  const addressesIn = ({ conditions }: Rule) => {
    const { values } = conditions.find(({ name }) => name === end) as Option;
    return readAddressList(values, family) as AddressSet;
  };
  const compile = (rule: Rule) => compileRule(rule, chain.table, chainOf, compilation);
  const rules = rulesInReach(runsOfRules(chain, compilation.view), (run) => {
    const merged = compile(run.merged);
    if (run.rules.length === 1) {
      return merged;
    }
    // A doubt names its line.
    return merged.some(isInDoubt)
      ? run.rules.flatMap(compile)
      : merged.map((rule) => ({ ...rule, statedBy: statedBy(run.rules, addressesIn) }));
  });
  const hasAll = chain.isDeclared || (isBase(chain) && isWhole(chain.table));
  return hasAll ? rules : [incompleteRule(chain, compilation.notes), ...rules];
}

function isInDoubt({ match, action }: FilterRule): boolean {
  return match.doubt !== undefined || action.kind === "undetermined";
}

/** Stands in for rules that are missing from the input: they may match or not. */
function incompleteRule({ table, name }: Chain, notes: NoteList): FilterRule {
  const text = `chain ${name} is incomplete in the input`;
  const doubt = notes.doubt("incomplete", { ...table.origin, chain: name }, text);
  return undeterminedRule(doubt, { doubt });
}

/** Stands in for tables of the kernel that are missing from the input. They open nothing, but may drop. */
function rulesOfWarnings({ warnings }: Table, notes: NoteList): readonly FilterRule[] {
  return warnings.map((origin) => ({
    match: {
      doubt: notes.doubt(
        "incomplete",
        origin,
        `rules are missing from the input: ${excerpt(origin.text)}`,
      ),
    },
    action: { kind: "drop" },
    origin,
  }));
}
