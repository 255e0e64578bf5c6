import type { Format } from "../parse-firewall.ts";
import { compile } from "./compile.ts";
import type { ParseApfOptions } from "./options.ts";
import { read } from "./read.ts";
import type { ApfRuleset } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** conf.apf and its lists. */
export const apfFormat: Format<ApfRuleset, ParseApfOptions> = { expected, read, compile };
