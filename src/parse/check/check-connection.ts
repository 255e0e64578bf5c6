import { aboutFiles } from "../server-files/about-files.ts";
import { namesOf } from "../server-files/names-of.ts";
import { parserOptions } from "../server-files/parser-options.ts";
import { readServerFiles } from "../server-files/read-server-files.ts";
import type { ServerFiles } from "../server-files/server-file.ts";
import { textsOf } from "../server-files/texts-of.ts";
import type { Texts } from "../types.ts";
import { checkCompiled } from "./check-compiled.ts";
import { compileInputs } from "./compile-inputs.ts";
import { readConnection } from "./read-connection.ts";
import type { CheckOptions, Connection, ConnectionCheck } from "./types.ts";

/**
 * Checks one connection against a firewall: whether it gets through, which rule decides, on which line, and
 * after which jumps.
 *
 * Without an address, each answer applies to most addresses of a family, and names a witness: an address with a
 * different answer, if there is one. The check assumes the typical connection, as in `Exposure`: it stays below
 * every limit, and its address is in no set that was not read. `reasons` lists what the answer depends on.
 *
 * Files with names are read as {@link parse.parseServer | parseServer} reads them, with its options. Only the files of
 * the firewall are used, and indices of inputs count only these.
 *
 * @param inputs - the files or outputs of one firewall, in any format: as texts, or as files with names
 * @param connection - the port, and optionally the protocol, direction and remote address
 * @param options - the format, detected if omitted, and the options of its parser
 * @returns one answer for the address, or one for each family
 * @throws {@link index.InvalidOptionError | InvalidOptionError} if a field of the connection or an option is invalid
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if the format cannot be detected, or an
 *   input is malformed
 *
 * @example
 * ```ts
 * import { checkConnection } from "cpanel-ports/parse";
 *
 * const rules = `*filter
 * :INPUT DROP [0:0]
 * :OUTPUT ACCEPT [0:0]
 * :WHM - [0:0]
 * -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
 * -A INPUT -p tcp --dport 2087 -j WHM
 * -A WHM -s 203.0.113.0/24 -j ACCEPT
 * COMMIT
 * `;
 * const [answer] = checkConnection(rules, { port: 2087, address: "203.0.113.9" }).answers;
 * answer.verdict; // => "open"
 * answer.sentence; // => "inbound TCP 2087 is open to 203.0.113.9: line 7 accepts it (-A WHM -s 203.0.113.0/24 -j ACCEPT), after a jump from line 6"
 * answer.decidedBy?.line; // => 7
 *
 * const everybody = checkConnection(rules, { port: 2087 }).answers[0];
 * everybody.verdict; // => "closed"
 * everybody.witness?.address; // => "203.0.113.0"
 *
 * const file = { name: "rules.v4", text: rules };
 * checkConnection(file, { port: 22 }).answers[0].sentence; // => "inbound TCP 22 is closed to every IPv4 address: no rule matches, and the policy drops it (rules.v4, line 2: :INPUT DROP [0:0])"
 * ```
 */
export function checkConnection(
  inputs: ServerFiles | Texts,
  connection: Connection,
  options: CheckOptions = {},
): ConnectionCheck {
  if (!areFiles(inputs)) {
    return checkTexts(inputs, connection, options);
  }
  const { firewall, format, reading } = readServerFiles(inputs, options);
  const own = parserOptions(format, firewall, reading);
  const names = namesOf(firewall);
  return aboutFiles(firewall, () =>
    checkTexts(textsOf(firewall), connection, { ...own, format, inputs: names }),
  );
}

function areFiles(inputs: ServerFiles | Texts): inputs is ServerFiles {
  const [first] = [inputs].flat();
  return typeof first === "object" && first !== null;
}

function checkTexts(inputs: Texts, connection: Connection, options: CheckOptions): ConnectionCheck {
  const read = readConnection(connection);
  return checkCompiled(compileInputs(inputs, options), read, options.inputs);
}
