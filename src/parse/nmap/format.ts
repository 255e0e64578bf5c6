import type { Format } from "../parse-firewall.ts";
import { compile } from "./compile.ts";
import type { ParseNmapOptions } from "./options.ts";
import { read } from "./read.ts";
import type { Scan } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** The format of nmap's output. */
export const nmapFormat: Format<readonly Scan[], ParseNmapOptions> = {
  expected,
  optionNames: { host: true },
  read,
  compile,
};
