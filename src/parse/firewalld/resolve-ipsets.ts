import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { Ipset, PolicyObject, RichRule, Ruleset, Zone } from "./ruleset.ts";

type Objects = Pick<Ruleset, "policies" | "zones">;

/** Adds the members of ipsets in the input to the sources and rich rules that name them. */
export function resolveIpsets(ruleset: Ruleset, notes: NoteList): Objects {
  const ipsets = namedIpsets(ruleset, notes);
  const used = namesIn(ruleset).filter((name) => ipsets.get(name)?.addresses);
  if (used.length > 0) {
    notes.add(
      "assumed",
      "incomplete",
      { input: 0, line: null },
      "ipsets still have exactly the members in the input",
    );
  }
  const addressesOf = (name: string | undefined) =>
    name === undefined ? undefined : ipsets.get(name)?.addresses;
  const ofRule = (rule: RichRule): RichRule => {
    const { source, destination } = rule;
    return {
      ...rule,
      source: source && { ...source, addresses: addressesOf(source.ipset) },
      destination: destination && {
        ...destination,
        addresses: addressesOf(destination.ipset),
      },
    };
  };
  return {
    zones: ruleset.zones.map(
      (zone): Zone => ({
        ...zone,
        richRules: zone.richRules.map(ofRule),
        sources: zone.sources.map((source) => ({
          ...source,
          addresses: source.addresses ?? addressesOf(source.ipset),
        })),
      }),
    ),
    policies: ruleset.policies.map(
      (policy): PolicyObject => ({ ...policy, richRules: policy.richRules.map(ofRule) }),
    ),
  };
}

/** Returns the ipsets by name; a single unnamed file is the only missing ipset. */
function namedIpsets(ruleset: Ruleset, notes: NoteList): ReadonlyMap<string, Ipset> {
  const { ipsets, unnamedIpsets } = ruleset;
  const missing = namesIn(ruleset).filter((name) => !ipsets.has(name));
  const [ipset, ...others] = unnamedIpsets;
  const [name, ...more] = missing;
  if (ipset === undefined) {
    return ipsets;
  }
  if (name === undefined || more.length > 0 || others.length > 0) {
    for (const { origin } of unnamedIpsets) {
      notes.add(
        "unknown",
        "kind",
        { ...origin, line: null },
        "cannot determine which ipset this is: the file does not contain its name",
      );
    }
    return ipsets;
  }
  const text = `this is the ipset ${excerpt(name)}`;
  notes.add("assumed", "kind", { ...ipset.origin, line: null }, text);
  return new Map([...ipsets, [name, ipset]]);
}

/** Returns the distinct names of the ipsets that zones and policy objects name. */
function namesIn({ zones, policies }: Objects): readonly string[] {
  const names = [
    ...zones.flatMap(({ sources }) => sources.map(({ ipset }) => ipset)),
    ...[...zones, ...policies].flatMap(({ richRules }) =>
      richRules.flatMap(({ source, destination }) => [source?.ipset, destination?.ipset]),
    ),
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}
