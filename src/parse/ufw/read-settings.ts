import type { DefaultAction, Direction } from "../../net/types.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import type { UfwDefaults, UfwSettings } from "./ruleset.ts";

const policies: Readonly<Record<string, Direction>> = {
  DEFAULT_INPUT_POLICY: "inbound",
  DEFAULT_OUTPUT_POLICY: "outbound",
};

const actions: Readonly<Record<string, DefaultAction>> = {
  ACCEPT: "accept",
  DROP: "drop",
  REJECT: "drop",
};

/** Parses `/etc/default/ufw` or `/etc/ufw/ufw.conf`, and adds to the settings of earlier files. */
export function readUfwSettings(text: string, input: number, before: UfwSettings): UfwSettings {
  let settings = before;
  for (const [index, raw] of linesOf(text).entries()) {
    const [, name = "", value = ""] = /^\s*(\w+)=["']?([^"'#]*?)["']?\s*$/.exec(raw) ?? [];
    const origin = lineOrigin({ input, line: index + 1 }, raw);
    const direction = policies[name];
    const action = actions[value.toUpperCase()];
    if (name === "ENABLED") {
      settings = { ...settings, enabled: { isActive: value.toLowerCase() === "yes", origin } };
    } else if (name === "IPV6") {
      settings = { ...settings, filtersIpv6: value.toLowerCase() === "yes" };
    } else if (direction && action) {
      const defaults: UfwDefaults = { ...settings.defaults, [direction]: { action, origin } };
      settings = { ...settings, defaults };
    }
  }
  return settings;
}
