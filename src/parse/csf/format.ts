import type { Format } from "../parse-firewall.ts";
import { compile } from "./compile.ts";
import type { ParseCsfOptions } from "./options.ts";
import { read } from "./read.ts";
import type { CsfRuleset } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** csf.conf and its lists. */
export const csfFormat: Format<CsfRuleset, ParseCsfOptions> = { expected, read, compile };
