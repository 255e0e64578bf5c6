import type { Direction, Family } from "../../net/types.ts";
import { compileChains } from "../../packet-filter/compile-chains.ts";
import {
  type BaseChain,
  type Chain,
  type Doubt,
  type Rule,
  travelDirection,
} from "../../packet-filter/model.ts";
import { rulesInReach } from "../../packet-filter/rules-in-reach.ts";
import { statedBy } from "../../packet-filter/stated-by.ts";
import { translationChain } from "../../packet-filter/translation-chain.ts";
import { oneLine } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import { type CompileContext, compileRule, type Stage } from "./compile-rule.ts";
import { onlyAccepts } from "./only-accepts.ts";
import type { NftBase, NftChain, NftRule, NftTable } from "./ruleset.ts";
import { type RunOfRules, runsOfRules } from "./runs-of-rules.ts";

/** The hooks that packets traverse, in order. */
const hooks: Readonly<Record<Direction, readonly string[]>> = {
  inbound: ["ingress", "prerouting", "input"],
  outbound: ["output", "postrouting", "egress"],
};

/** The table families that see IP packets, with their IP version. */
const families: ReadonlyMap<string, Family | "both"> = new Map([
  ["inet", "both"],
  ["ip", "ipv4"],
  ["ip6", "ipv6"],
  ["netdev", "both"],
  ["bridge", "both"],
]);

/** Up to this priority (`NF_IP_PRI_CONNTRACK`), chains see packets before conntrack does. */
const conntrackPriority = -200;

/** A chain that packets enter at a hook. */
type Base = NftChain & { readonly base: NftBase };

type BaseContext = Omit<CompileContext, "stage">;

/** Compiles the base chains that packets traverse, in order. */
export function compileBases(
  tables: readonly NftTable[],
  context: BaseContext,
): readonly BaseChain[] {
  const bases = basesOf(tables, context);
  const isTranslated = (chain: Base) => context.view.isLater === true && chain.base.type === "nat";
  const followed = bases.filter((chain) => !isTranslated(chain));
  const compiled = new Map(
    [...new Set(followed.map(stageOf))].flatMap((stage) => [
      ...compileChains<NftChain>(
        followed.filter((chain) => stageOf(chain) === stage),
        ({ table, rules }, chainOf) =>
          rulesInReach(runsOfRules(rules, context.view), (run) =>
            compileRun(
              run,
              (rule) => compileRule(rule, table, chainOf, { ...context, stage }),
              context,
            ),
          ),
      ),
    ]),
  );
  const ends = (chain: Base) =>
    isOfSources(chain) && !isTranslated(chain) && onlyAccepts(compiled.get(chain) as Chain);
  return bases
    .filter((chain) => !ends(chain))
    .map((chain): BaseChain => {
      const { name, base, table } = chain;
      const family = families.get(table.family);
      const of = {
        name,
        policy: base.policy,
        origin: base.origin,
        isOfNat: base.type === "nat",
        family: family === "both" ? undefined : family,
        doubt: doubtOf(chain, context),
      };
      return isTranslated(chain)
        ? translationChain(of)
        : { ...of, rules: (compiled.get(chain) as Chain).rules };
    });
}

/** Returns whether a chain translates source addresses, which by itself neither opens nor closes anything. */
function isOfSources({ base: { type, hook, policy } }: Base): boolean {
  return type === "nat" && hook === "postrouting" && policy === "accept";
}

/** Compiles a run of rules as one rule; rules in doubt are compiled separately, because a doubt names its place. */
function compileRun(
  { merged, addresses, rules, remotesOf }: RunOfRules,
  compile: (rule: NftRule) => readonly Rule[],
  { budget, knownSets }: BaseContext,
): readonly Rule[] {
  if (rules.length > 1 && !knownSets.has(addresses)) {
    budget.spend(addresses.length * limits.nftablesWork.element);
    knownSets.add(addresses);
  }
  const compiled = compile(merged);
  if (rules.length === 1) {
    return compiled;
  }
  return compiled.some(isInDoubt)
    ? rules.flatMap(compile)
    : compiled.map((rule) => ({ ...rule, statedBy: statedBy(rules, remotesOf) }));
}

function isInDoubt({ match, action }: Rule): boolean {
  return match.doubt !== undefined || ("chain" in action && "doubt" in action.chain);
}

/** Returns the base chains that packets traverse, ordered by hook and priority. */
function basesOf(tables: readonly NftTable[], { view }: BaseContext): readonly Base[] {
  const passed = hooks[travelDirection(view)];
  return tables
    .filter(({ isDormant, family }) => isDormant !== true && families.has(family))
    .flatMap(({ chains }) => [...chains.values()].filter(isBase))
    .filter(
      ({ base: { hook, type } }) =>
        // The kernel translates replies on its own, and never neighbor discovery.
        passed.includes(hook) && !((view.isReply || view.neighbor !== undefined) && type === "nat"),
    )
    .sort(
      ({ base: a }, { base: b }) =>
        passed.indexOf(a.hook) - passed.indexOf(b.hook) || a.priority - b.priority,
    );
}

function isBase(chain: NftChain): chain is Base {
  return chain.base !== undefined;
}

function stageOf({ base }: Base): Stage {
  const isEarly = base.hook === "ingress" || base.priority <= conntrackPriority;
  return isEarly ? "before conntrack" : base.type === "nat" ? "nat" : "filter";
}

/** Returns why packets might bypass a base chain; `undefined` if they enter it. */
function doubtOf(
  { name, table, base, rules }: Base,
  { device, notes, uses }: BaseContext,
): Doubt | undefined {
  const { origin, prefix, devices } = base;
  const drops = base.policy === "drop" || rules.some(({ outcome }) => outcome.kind === "drop");
  if (base.type === "nat" && drops && !uses.tracks) {
    const text = `packets might bypass chain ${oneLine(name)}: nat chains need connection tracking, and nothing in the input enables it`;
    return notes.doubt("match", origin, `${prefix}${text}`);
  }
  if (table.isDormant === undefined) {
    const text = `cannot determine whether table ${oneLine(table.name)} is dormant`;
    return notes.doubt("dormant", origin, `${prefix}${text}`);
  }
  const isOfDevice = devices === undefined || (device !== undefined && devices.includes(device));
  return isOfDevice && table.family !== "bridge"
    ? undefined
    : notes.doubt(
        "scope",
        origin,
        `${prefix}chain ${oneLine(name)} only sees packets of some interfaces`,
      );
}
