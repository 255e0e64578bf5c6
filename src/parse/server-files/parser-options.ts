import type { Family } from "../../net/types.ts";
import type { FirewallFormat } from "../detect.ts";
import type { HostLists } from "../host-lists.ts";
import { baseName } from "./base-name.ts";
import { formatNamed } from "./firewall-formats.ts";
import { listKinds } from "./list-kinds.ts";
import type { ParseServerOptions } from "./options.ts";
import type { ServerFile } from "./server-file.ts";

/** The caller's options for reading files. */
export type ReadingOptions = Omit<ParseServerOptions, "format">;

/** The options of a parser: from the caller and from the names of the files. */
export interface ParserOptions extends ReadingOptions {
  readonly lists?: HostLists | undefined;
  readonly families?: Readonly<Partial<Record<number, Family>>> | undefined;
  readonly names?: Readonly<Record<number, string>> | undefined;
}

/** Returns the options of a format's parser, from the names of the files and from the caller. */
export function parserOptions(
  format: FirewallFormat,
  files: readonly ServerFile[],
  { interface: device, host }: ReadingOptions,
): ParserOptions {
  const names = files.map(({ name }) => baseName(name));
  const byIndex = <T>(read: (name: string) => T | undefined): Readonly<Record<number, T>> =>
    Object.fromEntries(
      names.flatMap((name, index) => {
        const value = read(name);
        return value === undefined ? [] : [[index, value] as const];
      }),
    );
  const all: Required<ParserOptions> = {
    interface: device,
    host,
    lists: byIndex((name) => listKinds.get(name)),
    families: byIndex(familyOfName),
    names: byIndex((name) => /^(.+)\.xml$/.exec(name)?.[1]),
  };
  const { optionNames } = formatNamed(format);
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => Object.hasOwn(optionNames, name)),
  );
}

/** Returns the given options that the parser of a format does not have. */
export function ignoredOptions(
  format: FirewallFormat,
  reading: ReadingOptions,
): readonly (keyof ReadingOptions)[] {
  const { optionNames } = formatNamed(format);
  return (["interface", "host"] as const).filter(
    (name) => reading[name] !== undefined && !Object.hasOwn(optionNames, name),
  );
}

/**
 * Returns the family of the rules in a file, such as rules.v6 or ip6tables; `undefined` if its name states none or
 * both, as in rules-v4-v6.
 */
function familyOfName(name: string): Family | undefined {
  if (/v4/i.test(name) && /v6/i.test(name)) {
    return undefined;
  }
  if (/ip6tables|(?:^|[^a-z])(?:ip)?v6(?:[^a-z0-9]|$)/i.test(name)) {
    return "ipv6";
  }
  return /iptables|(?:^|[^a-z])(?:ip)?v4(?:[^a-z0-9]|$)/i.test(name) ? "ipv4" : undefined;
}
