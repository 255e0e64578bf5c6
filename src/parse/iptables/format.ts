import * as limits from "../../util/limits.ts";
import { maxListLength } from "../input.ts";
import { isIpsetSave } from "../ipset/read-ipsets.ts";
import type { Format } from "../parse-firewall.ts";
import { compile } from "./compile.ts";
import type { ParseIptablesOptions } from "./options.ts";
import { read } from "./read.ts";
import type { Ruleset } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** The output of iptables-save and iptables -S, and iptables commands. */
export const iptablesFormat: Format<Ruleset, ParseIptablesOptions> = {
  expected,
  optionNames: { interface: true, family: true, families: true },
  maxLength: (input) => (isIpsetSave(input) ? maxListLength(input) : limits.rulesLength),
  readsBeside: isIpsetSave,
  read,
  compile,
};
