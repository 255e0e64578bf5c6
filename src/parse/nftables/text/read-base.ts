import { excerpt } from "../../../util/excerpt.ts";
import type { NftBase } from "../ruleset.ts";
import { chainHooks, isOfDevices } from "../tables.ts";
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
    devices: devicesOf(words, hook),
  };
}

/** Returns the devices of a chain; `undefined` for a hook of all devices. */
function devicesOf(words: readonly string[], hook: string): readonly string[] | undefined {
  const start = words.findIndex((word) => word === "device" || word === "devices");
  if (start < 0) {
    return isOfDevices(hook) ? [] : undefined;
  }
  const end = words.indexOf("}", start);
  return words
    .slice(start + 1, end < 0 ? start + 2 : end)
    .filter((word) => !["=", "{", ","].includes(word));
}
