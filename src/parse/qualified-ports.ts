import { type AddressSet, unite } from "../net/address-set.ts";
import { type PortInterval, sweep } from "../net/port-map.ts";
import { isNobody, noRemotes, type RemoteAddresses, sameRemotes } from "../net/remote-addresses.ts";
import type {
  Direction,
  Family,
  Origin,
  Protocol,
  Qualification,
  QualifiedPorts,
  WhoMay,
} from "../net/types.ts";
import type { Budget } from "../packet-filter/budget.ts";
import type { Doubt } from "../packet-filter/model.ts";
import * as limits from "../util/limits.ts";
import { firstReasons } from "./first-reasons.ts";
import { mergeDeciding } from "./merge-deciding.ts";
import { outweighs } from "./outweighs.ts";
import { type FamilyVerdict, layersOf, type VerdictLayer } from "./verdict-layers.ts";

/** The qualifications, and how the reasons of each begin. */
const phrases: Readonly<Record<Qualification, string>> = {
  limited: "limited",
  "may-be-closed-to-some": "may be closed to some",
  "may-be-open-to-some": "may be open to some",
  "open-from-source-ports": "open from source ports",
};

/** Returns what a qualification depends on, such as `may be closed to some (ipset bans, line 6)`. */
export function phraseOf(qualification: Qualification, reason: string): string {
  return `${phrases[qualification]} (${reason})`;
}

/** The state of a qualified port interval, and its remote addresses. */
interface QualifiedState {
  readonly remotes: RemoteAddresses;
  readonly reasons: readonly string[];
  readonly decidedBy: Origin | null;
  readonly alsoDecidedBy: readonly Origin[];
}

/**
 * Returns the qualified ports of a direction and protocol.
 *
 * @param states - the families in which ports are undetermined regardless of the verdicts
 * @param who - names remote addresses
 */
export function qualifiedPorts(
  base: { readonly direction: Direction; readonly protocol: Protocol },
  verdicts: readonly FamilyVerdict[],
  states: readonly PortInterval<{ readonly few: readonly Family[] }>[],
  who: (remotes: RemoteAddresses) => WhoMay,
  budget: Budget,
): readonly QualifiedPorts[] {
  const excluded = states.flatMap(({ from, through, value }) =>
    value.few.map((family): PortInterval<Layer> => ({ from, through, value: { family } })),
  );
  return (Object.keys(phrases) as Qualification[])
    .flatMap((qualification) =>
      mergeDeciding(
        qualifiedStates(qualification, verdicts, excluded, budget),
        (a, b) => sameRemotes(a.remotes, b.remotes) && a.reasons.join() === b.reasons.join(),
        ({ decidedBy }) => decidedBy,
      ).map(({ ports, value, decidedBy }) => ({
        ...base,
        ports,
        ...who(value.remotes),
        qualification,
        reasons: value.reasons,
        decidedBy,
        ...(value.alsoDecidedBy.length > 0 ? { alsoDecidedBy: value.alsoDecidedBy } : {}),
      })),
    )
    .sort((a, b) => a.ports.from - b.ports.from);
}

/** Qualified packets and the reason, or a family without qualified packets. */
type Layer = QualifiedLayer | { readonly family: Family };

type QualifiedLayer = VerdictLayer<Doubt>;

function qualifiedStates(
  qualification: Qualification,
  verdicts: readonly FamilyVerdict[],
  excluded: readonly PortInterval<Layer>[],
  budget: Budget,
): readonly PortInterval<QualifiedState>[] {
  const layers = verdicts.flatMap(({ family, verdict }) =>
    verdict.qualified
      .filter((each) => each.qualification === qualification)
      .flatMap(({ packets, doubt }) => layersOf(family, packets, doubt)),
  );
  return layers.length === 0
    ? []
    : sweep<Layer, PortInterval<QualifiedState>>(
        [...layers, ...excluded],
        ({ from, through }, here) => {
          budget.spend(here.length);
          return { from, through, value: stateOf(qualification, here, budget) };
        },
      ).filter(({ value }) => !isNobody(value.remotes));
}

function stateOf(
  qualification: Qualification,
  here: readonly Layer[],
  budget: Budget,
): QualifiedState {
  const excluded = new Set(here.filter((each) => !("doubt" in each)).map(({ family }) => family));
  const layers = here
    .filter((each) => "doubt" in each)
    .filter(({ family }) => !excluded.has(family));
  const remotes: Record<Family, AddressSet> = { ...noRemotes };
  for (const { family, packets } of layers) {
    remotes[family] = unite(remotes[family], packets.remotes, (work) => budget.spend(work));
  }
  const reasons = new Set(layers.map(({ doubt }) => phraseOf(qualification, doubt.reason)));
  const largest = layers.reduce<QualifiedLayer | undefined>(
    (best, each) => (best && !outweighs(each, best) ? best : each),
    undefined,
  );
  const decidedBy = largest?.doubt.origin ?? null;
  const origins = new Set(layers.map(({ doubt }) => doubt.origin));
  return {
    remotes,
    reasons: firstReasons([...reasons]),
    decidedBy,
    alsoDecidedBy: [...origins]
      .filter((each) => each !== null && each !== decidedBy)
      .slice(0, limits.reasons) as readonly Origin[],
  };
}
