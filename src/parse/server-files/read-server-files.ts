import { fieldsOf, unknownName } from "../../errors.ts";
import type { FirewallFormat } from "../detect.ts";
import { checkFiles } from "./check-files.ts";
import { formatNamed } from "./firewall-formats.ts";
import type { ParseServerOptions } from "./options.ts";
import { ignoredOptions, type ReadingOptions } from "./parser-options.ts";
import { refusedFiles } from "./refused-files.ts";
import type { ServerFile, ServerFiles } from "./server-file.ts";
import { type SortedFiles, sortFiles } from "./sort-files.ts";

/** The checked and sorted files of a server, and how to parse them. */
interface ServerToParse extends Omit<SortedFiles<ServerFile>, "found"> {
  readonly format: FirewallFormat;
  readonly reading: ReadingOptions;
}

const optionNames: Readonly<Record<keyof ParseServerOptions, true>> = {
  format: true,
  interface: true,
  host: true,
};

/**
 * Checks and sorts the files that a caller of the library passes.
 *
 * @throws {@link InvalidConfigurationError} if they are not the files of one server, or the format cannot be detected
 * @throws {@link InvalidOptionError} if an option is unknown, or does not apply to the format
 */
export function readServerFiles(given: ServerFiles, options: ParseServerOptions): ServerToParse {
  const { format: from, ...reading } = fieldsOf("options", options, optionNames);
  if (from !== undefined) {
    formatNamed(from);
  }
  const { found, ...sorted } = sortFiles(checkFiles(given), from);
  if (!("format" in found)) {
    throw refusedFiles(found, sorted);
  }
  const { format } = found;
  const [ignored] = ignoredOptions(format, reading);
  if (ignored !== undefined) {
    const { optionNames: accepted } = formatNamed(format);
    throw unknownName(
      ignored,
      `an option for ${format}`,
      Object.keys(optionNames).filter((name) => name === "format" || Object.hasOwn(accepted, name)),
    );
  }
  return { format, reading, ...sorted };
}
