import * as limits from "../../util/limits.ts";
import { maxListLength } from "../input.ts";
import type { Format } from "../parse-firewall.ts";
import { compile } from "./compile.ts";
import { isCsfConf } from "./is-csf-conf.ts";
import type { ParseCsfOptions } from "./options.ts";
import { read } from "./read.ts";
import type { CsfRuleset } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** The format of csf.conf and its lists. */
export const csfFormat: Format<CsfRuleset, ParseCsfOptions> = {
  expected,
  optionNames: { interface: true, lists: true },
  maxLength: (input) => (isCsfConf(input) ? limits.inputLength : maxListLength(input)),
  // A server without entries has empty lists.
  mayBeEmpty: () => true,
  read,
  compile,
};
