import { fieldsOf } from "../../errors.ts";
import type { SshListeners } from "../../net/types.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { checkInputIndices } from "../check-input-indices.ts";
import { checkOptionValues } from "../check-option-values.ts";
import { type InputRules, readInputs } from "../input.ts";
import { NoteList, sortNotes } from "../notes.ts";
import type { Texts } from "../types.ts";
import type { ParseSshdOptions } from "./options.ts";
import { read } from "./read.ts";
import { toSshListeners } from "./to-ssh-listeners.ts";
import { expected } from "./wrong-line.ts";

const rules: InputRules = {
  expected,
  subject: "where SSH listens",
  mayBeEmpty: (index) => index > 0,
};

export type { ParseSshdOptions } from "./options.ts";

/**
 * Parses an `sshd_config` with its included files, or the output of `sshd -T`, and returns where SSH listens.
 *
 * Match blocks do not affect this. The result is incomplete if an included file is not among the inputs,
 * because it may set other ports, and if a keyword is unknown, which a newer sshd may have.
 *
 * @param inputs - the configuration, followed by its included files
 * @param options - the names of the inputs, needed for included files
 * @returns the ports and addresses on which SSH listens
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if an input is not a configuration of
 *   sshd, or sshd would reject what it says about ports: a misspelled keyword, an invalid value, a setting in a Match
 *   block, too many files
 * @throws {@link index.InvalidOptionError | InvalidOptionError} if the options are not an object, or do not accept a
 *   value
 *
 * @example
 * ```ts
 * import { parseSshd } from "cpanel-ports/parse";
 *
 * const { listeners, isComplete } = parseSshd("Port 2222\nListenAddress 203.0.113.5\nListenAddress [::1]:22\n");
 * listeners.map(({ port, address, families }) => [port, address, families]); // => [[22, "::1", []], [2222, "203.0.113.5", ["ipv4"]]]
 * isComplete; // => true
 * ```
 */
export function parseSshd(inputs: Texts, options: ParseSshdOptions = {}): SshListeners {
  const { names } = fieldsOf("options", options, { names: true });
  checkOptionValues({ names });
  const texts = readInputs(inputs, rules);
  checkInputIndices({ names }, texts.length);
  const { ruleset, notes } = read(texts, options);
  const found = new NoteList();
  const listeners = toSshListeners(ruleset, found);
  found.add(
    "assumed",
    "elsewhere",
    { input: 0, line: null },
    "sshd is assumed to listen where its configuration says, not where -p or a systemd socket says",
  );
  return deepFreeze({
    listeners,
    isComplete: ruleset.isComplete,
    notes: sortNotes([notes, found.list()]),
  });
}
