import { travelDirection, type View } from "../../packet-filter/model.ts";
import { type StateChange, withMembership } from "../../packet-filter/packet-state.ts";
import { recentListOf } from "./first-value-of.ts";
import type { Option } from "./ruleset.ts";
import { setKey } from "./set-key.ts";

/** Returns the change that `-m recent` makes to its list. */
export function recentChange(options: readonly Option[], view: View): StateChange | undefined {
  const has = (name: string) => options.some((each) => each.name === name);
  const isOfRemote = (travelDirection(view) === "inbound") !== has("--rdest");
  const isAdded = has("--set");
  return isOfRemote && (isAdded || has("--remove"))
    ? (state) => withMembership(state, `recent ${recentListOf(options)}`, isAdded)
    : undefined;
}

/** Returns the change that target SET makes to ipsets. */
export function setChange(options: readonly Option[], view: View): StateChange | undefined {
  for (const [option, isAdded] of [
    ["--add-set", true],
    ["--del-set", false],
  ] as const) {
    const [name = "", flags = ""] = options.find((each) => each.name === option)?.values ?? [];
    const key = setKey(name, flags, view);
    if (key !== undefined) {
      return (state) => withMembership(state, key, isAdded);
    }
  }
  return undefined;
}
