import type { NftRule, PlacedEffect, Test } from "./ruleset.ts";

/**
 * Splits a rule into parts, each of which has its effects at its end: what stands behind an effect in a rule
 * meets packets that the effect changed already, whether or not the rest of the rule matches them.
 *
 * @param changes - whether an effect changes what a test asks for
 */
export function splitRule(
  rule: NftRule,
  changes: (effect: PlacedEffect, test: Test) => boolean,
): readonly NftRule[] {
  const { tests, rates, unclear, effects, outcome } = rule;
  const isLast = ({ before }: PlacedEffect) =>
    outcome.kind !== "map" &&
    before.tests === tests.length &&
    before.rates === rates.length &&
    before.unclear === unclear.length;
  const early = effects.filter((effect) => !isLast(effect));
  // The tests before an effect would ask the packets again that it changed, so both ways are followed.
  const asks = early.some((effect) =>
    tests.slice(0, effect.before.tests).some((test) => changes(effect, test)),
  );
  const doubts = asks ? ["state that the rule itself changes"] : [];
  return [
    ...early.map((effect): NftRule => {
      const { before } = effect;
      return {
        ...rule,
        tests: tests.slice(0, before.tests),
        rates: rates.slice(0, before.rates),
        unclear: [...unclear.slice(0, before.unclear), ...doubts],
        effects: [effect],
        outcome: { kind: "none" },
      };
    }),
    { ...rule, effects: effects.filter(isLast), unclear: [...unclear, ...doubts] },
  ];
}
