import { excerpt } from "../../../util/excerpt.ts";
import type { NftBase } from "../ruleset.ts";
import { chainHooks } from "../tables.ts";
import type { Source, Statement } from "./source.ts";

/** The named priorities; those of bridges do not matter here. */
const priorities: ReadonlyMap<string, number> = new Map([
  ["raw", -300],
  ["mangle", -150],
  ["dstnat", -100],
  ["filter", 0],
  ["security", 50],
  ["srcnat", 100],
]);

/** Reads `type filter hook input device "eth0" priority filter - 5`. */
export function readBase(
  source: Source,
  { tokens, line }: Statement,
): Pick<NftBase, "devices" | "hook" | "priority" | "type"> {
  const words = tokens.map((each) => each.text);
  const after = (word: string) => String(words[words.indexOf(word) + 1]);
  const priority = words.indexOf("priority");
  const [, name = "", sign = "", number = "0"] =
    /^([a-z]*) ?([+-]?) ?(\d*)$/.exec(words.slice(priority + 1, priority + 4).join(" ")) ?? [];
  if (!words.includes("hook") || priority < 0) {
    throw source.wrong(line, "lacks a hook or a priority");
  }
  const hook = after("hook");
  if (!chainHooks.has(hook)) {
    throw source.wrong(line, `has an unknown hook ${excerpt(hook)}`);
  }
  return {
    type: String(words[1]),
    hook,
    priority: (priorities.get(name) ?? 0) + Number(number) * (sign === "-" ? -1 : 1),
    devices: words.includes("device")
      ? [after("device")]
      : words.includes("devices")
        ? []
        : undefined,
  };
}
