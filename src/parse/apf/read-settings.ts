import type { Origin } from "../../net/types.ts";
import { excerpt, originText } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { type ApfSettingName, defaultSettings, isApfSetting } from "./default-settings.ts";
import type { ApfSetting, ApfSettings, ApfUnfollowed } from "./ruleset.ts";

/** APF's internal variables; setting one of them changes how APF works. */
const internals: ReadonlySet<string> = new Set(
  "ALLOW_HOSTS CNF CNF_FUNC DENY_HOSTS GALLOW_HOSTS GDENY_HOSTS IPT IPTR IPTS LGATE_MAC MCATNET NET POSTRT PRERT PRVNET RABP RESNET VNET ip ifconfig".split(
    " ",
  ),
);

/** The last line of `conf.apf`. */
const endOfFile = /^(\.|source)\s+"?(\$CNFINT|\$\{CNFINT\}|\S*\/internals\.conf)"?$/;

/**
 * Parses the assignments of inputs with settings.
 *
 * @param inputs - the inputs by their indices, at least one
 */
export function readSettings(inputs: ReadonlyMap<number, string>): ApfSettings {
  const given = new Map<ApfSettingName, ApfSetting>();
  let isWhole = false;
  let unfollowed: ApfUnfollowed | undefined;
  for (const [input, text] of inputs) {
    for (const [index, raw] of linesOf(text).entries()) {
      const content = raw.trim();
      if (content === "" || content.startsWith("#")) {
        continue;
      }
      const origin = (table: string | null): Origin => ({
        input,
        line: index + 1,
        text: originText(content),
        table,
        chain: null,
      });
      if (endOfFile.test(content)) {
        isWhole = true;
        given.set("ALL_STOP", { value: defaultSettings.ALL_STOP, origin: origin("ALL_STOP") });
        continue;
      }
      const reason = assign(content, (name, value) => {
        if (isApfSetting(name)) {
          given.set(name, { value, origin: origin(name) });
        }
      });
      if (reason !== undefined) {
        unfollowed ??= { reason, origin: origin(null) };
      }
    }
  }
  const [input] = inputs.keys();
  return { input: input as number, given, isWhole, unfollowed };
}

/** Sets the values a line assigns; returns why the line cannot be evaluated, if so. */
function assign(content: string, set: (name: string, value: string) => void): string | undefined {
  const pattern =
    /\s*([A-Za-z_]\w*)=(?:"([^"\\]*)"|'([^']*)'|([^\s"'\\`;&|<>()#]*))(?=\s|$)|\s+#.*/y;
  let reason: string | undefined;
  while (pattern.lastIndex < content.length) {
    const found = pattern.exec(content);
    if (found === null) {
      return reason ?? `the line does more than set a value: ${excerpt(content)}`;
    }
    const [, name, double, single, bare = ""] = found;
    if (name !== undefined) {
      const isComputed = single === undefined && /[$`]/.test(double ?? bare);
      if ((isApfSetting(name) && isComputed) || internals.has(name)) {
        reason ??= `the effect of setting ${excerpt(name)} could not be determined`;
      }
      set(name, (single ?? double ?? bare).trim());
    }
  }
  return reason;
}
