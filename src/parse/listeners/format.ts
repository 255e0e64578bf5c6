import type { Format } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import { compile } from "./compile.ts";
import { read } from "./read.ts";
import type { ListenerInput } from "./ruleset.ts";
import { expected } from "./wrong-line.ts";

/** The format of the output of ss, netstat and lsof. */
export const listenersFormat: Format<readonly ListenerInput[], ParseOptions> = {
  expected,
  subject: "what listens on the server",
  optionNames: { interface: true },
  read,
  compile,
};
