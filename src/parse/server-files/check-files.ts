import { InvalidConfigurationError } from "../../errors.ts";
import * as limits from "../../util/limits.ts";
import { quote } from "../../util/quote.ts";
import { isBlank, readInputs } from "../input.ts";
import { aboutFiles } from "./about-files.ts";
import { mayBeEmpty } from "./may-be-empty.ts";
import type { ServerFile, ServerFiles } from "./server-file.ts";

const form = '{ name: "csf.conf", text: "…" }';

const expected =
  "a file of a server, such as csf.conf or the output of nft list ruleset or iptables-save";

/**
 * Returns a server's files, each with a name and a text.
 *
 * @throws {@link InvalidConfigurationError} if there are no files, a file has no name, or no parser accepts its text
 */
export function checkFiles(given: ServerFiles): readonly ServerFile[] {
  const list = Array.isArray(given) ? given : [given];
  if (list.length === 0) {
    throw new InvalidConfigurationError(`no files; expected ${expected}`, given, undefined);
  }
  // Unlike map, Array.from does not skip the holes of a sparse array.
  return Array.from(list, (file: unknown, index) => {
    if (typeof file !== "object" || file === null || Array.isArray(file)) {
      throw wrongFile(file, `is ${quote(file)}`, index);
    }
    const { name, text } = file as { readonly name?: unknown; readonly text?: unknown };
    if (typeof name !== "string" || name === "") {
      throw wrongFile(file, `has the name ${quote(name)}`, index);
    }
    const checked = { name, text: text as string };
    // The maximum length depends on the format.
    if (!(typeof text === "string" && isBlank(text) && mayBeEmpty(name))) {
      const rules = { expected, maxLength: () => limits.listLength };
      aboutFiles([checked], () => readInputs([checked.text], rules));
    }
    return checked;
  });
}

function wrongFile(file: unknown, problem: string, index: number): InvalidConfigurationError {
  return new InvalidConfigurationError(
    `file ${index + 1} ${problem}; expected an object such as ${form}`,
    file,
    undefined,
  );
}
