import type { Option } from "./ruleset.ts";

/** Returns the first value of an option of a rule, by the name of the option; `undefined` if it has none. */
export function firstValueOf(options: readonly Option[], name: string): string | undefined {
  return options.find((each) => each.name === name)?.values[0];
}

/** Returns the name of the list that `-m recent` asks for or fills. */
export function recentListOf(options: readonly Option[]): string {
  return firstValueOf(options, "--name") ?? "DEFAULT";
}
