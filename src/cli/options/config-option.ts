import type { Command } from "commander";
import type { ConfigFile } from "../../audit/config-file.ts";
import { readAuditOptions } from "../../audit/read-audit-options.ts";
import { refusal, unknownName } from "../../errors.ts";
import { policyOptionNames, readOptions } from "../../policy/create/read-options.ts";
import { latestRelease } from "../../query/latest-release.ts";
import { isPlainObject } from "../../util/is-plain-object.ts";
import * as limits from "../../util/limits.ts";
import { aboutFile } from "../about-file.ts";
import type { Io } from "../io.ts";
import { fileName, readText } from "../read-file.ts";
import { WrongQuestion } from "../wrong-question.ts";

/** The value of the option that {@link addConfigOption} adds. */
export interface GivenConfigOption {
  readonly config?: string;
}

const keys: Readonly<Record<keyof ConfigFile, true>> = {
  $schema: true,
  ...policyOptionNames,
  families: true,
  directions: true,
  protocols: true,
  accept: true,
  interface: true,
};

/** Adds the option for a file with the values of other options. */
export function addConfigOption(command: Command): Command {
  return command.option(
    "--config <file>",
    "JSON file that describes the server; other options override its keys",
  );
}

/**
 * Reads the file of `--config`; returns an empty configuration if the option is omitted. Checks every key, including keys
 * that the command does not use.
 *
 * @throws {@link WrongQuestion} if the file cannot be read, or has an invalid key or value
 */
export function readConfig({ config: path }: GivenConfigOption, io: Io): ConfigFile {
  if (path === undefined) {
    return {};
  }
  const name = fileName(path);
  const given = parseJson(readText(path, io, limits.listLength), name);
  return aboutFile(name, () => checkConfig(given));
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{feff}/u, ""));
  } catch (error) {
    throw new WrongQuestion(`${name}: not JSON: ${(error as Error).message}`);
  }
}

function checkConfig(given: unknown): ConfigFile {
  if (!isPlainObject(given)) {
    throw refusal("the configuration", given, [], "an object");
  }
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(keys, key)) {
      throw unknownName(key, "a key of a configuration", Object.keys(keys));
    }
    if (value === null) {
      throw refusal(key, value, [], "a value; omit the key for the default");
    }
  }
  const { $schema, interface: device, ...options } = given;
  for (const [key, value] of Object.entries({ $schema, interface: device })) {
    if (value !== undefined && (typeof value !== "string" || value === "")) {
      throw refusal(key, value, [], "text");
    }
  }
  readOptions(latestRelease, readAuditOptions(options).policy);
  return given;
}
