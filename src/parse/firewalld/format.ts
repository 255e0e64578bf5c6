import * as limits from "../../util/limits.ts";
import type { Format } from "../parse-firewall.ts";
import { compile } from "./compile.ts";
import type { ParseFirewalldOptions } from "./options.ts";
import { read } from "./read.ts";
import type { Ruleset } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** The output of firewall-cmd, and the XML of firewalld. */
export const firewalldFormat: Format<Ruleset, ParseFirewalldOptions> = {
  expected,
  optionNames: { interface: true, services: true, names: true },
  maxLength: () => limits.rulesLength,
  read,
  compile,
};
