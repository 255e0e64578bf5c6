import type { Format } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import { compile } from "./compile.ts";
import { read } from "./read.ts";
import type { ListenerInput } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** What ss, netstat and lsof print. */
export const listenersFormat: Format<readonly ListenerInput[], ParseOptions> = {
  expected,
  optionNames: { interface: true },
  read,
  compile,
};
