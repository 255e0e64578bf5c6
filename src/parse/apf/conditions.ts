import type { Direction } from "../../net/types.ts";
import type { Rule } from "../../packet-filter/model.ts";
import type { ApfChain } from "./chain.ts";
import type { ApfSettingName } from "./default-settings.ts";
import { isOn, settingValue } from "./settings.ts";

/** A step of APF's script: it adds rules to a chain. */
export type ApfStep = (chain: ApfChain) => readonly Rule[];

/** Runs steps if a setting is 1. */
export function ifOn(name: ApfSettingName, ...steps: readonly ApfStep[]): ApfStep {
  return (chain) => (isOn(chain.ruleset.settings, name) ? all(chain, steps) : []);
}

/** Runs steps unless a setting is 1. */
export function ifOff(name: ApfSettingName, ...steps: readonly ApfStep[]): ApfStep {
  return (chain) => (isOn(chain.ruleset.settings, name) ? [] : all(chain, steps));
}

/** Runs steps if a setting is not empty. */
export function ifSet(name: ApfSettingName, ...steps: readonly ApfStep[]): ApfStep {
  return (chain) => (settingValue(chain.ruleset.settings, name) === "" ? [] : all(chain, steps));
}

/** Runs steps for packets that travel in a direction. */
export function travelling(way: Direction, ...steps: readonly ApfStep[]): ApfStep {
  return (chain) => (chain.way === way ? all(chain, steps) : []);
}

/** Runs steps for packets that open connections; APF accepts replies before these steps. */
export function opening(...steps: readonly ApfStep[]): ApfStep {
  return (chain) => (chain.view.isReply ? [] : all(chain, steps));
}

function all(chain: ApfChain, steps: readonly ApfStep[]): readonly Rule[] {
  return steps.flatMap((step) => step(chain));
}
