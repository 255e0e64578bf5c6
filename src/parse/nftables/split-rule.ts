import type { NftRule, PlacedEffect, Test } from "./ruleset.ts";

/**
 * Splits a rule into parts, each with its effects at the end. Conditions after an effect see packets that the effect
 * already changed, whether or not the rest of the rule matches them.
 *
 * @param changes - returns whether an effect changes the result of a test
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
  // Tests before an effect would be repeated on packets that it changed, so both ways are followed.
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
