import * as limits from "../../util/limits.ts";
import type { Format } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import { compile } from "./compile.ts";
import { isJson } from "./is-json.ts";
import { read } from "./read.ts";
import type { Ruleset } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** The rulesets that nft lists and reads. */
export const nftablesFormat: Format<Ruleset, ParseOptions> = {
  expected,
  optionNames: { interface: true },
  maxLength: (input) => (isJson(input) ? limits.nftablesJsonLength : limits.rulesLength),
  read,
  compile,
};
