import type { Format } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import { compile } from "./compile.ts";
import { read } from "./read.ts";
import type { UfwRuleset } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** The format of ufw's output, profiles and files. */
export const ufwFormat: Format<UfwRuleset, ParseOptions> = {
  expected,
  optionNames: { interface: true },
  read,
  compile,
};
