import type { Option } from "./ruleset.ts";

/** Returns the first value of a rule's option, by name; `undefined` if missing. */
export function firstValueOf(options: readonly Option[], name: string): string | undefined {
  return options.find((each) => each.name === name)?.values[0];
}

/** Returns the name of the list that `-m recent` tests or fills. */
export function recentListOf(options: readonly Option[]): string {
  return firstValueOf(options, "--name") ?? "DEFAULT";
}
