import * as limits from "../../util/limits.ts";
import { maxListLength } from "../input.ts";
import type { Format } from "../parse-firewall.ts";
import { compile } from "./compile.ts";
import { isApfConf } from "./is-apf-conf.ts";
import type { ParseApfOptions } from "./options.ts";
import { read } from "./read.ts";
import type { ApfRuleset } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** The format of conf.apf and its lists. */
export const apfFormat: Format<ApfRuleset, ParseApfOptions> = {
  expected,
  optionNames: { interface: true, lists: true, addresses: true },
  maxLength: (input) => (isApfConf(input) ? limits.inputLength : maxListLength(input)),
  // A server without entries has empty lists.
  mayBeEmpty: () => true,
  read,
  compile,
};
