import type { Family } from "../../net/types.ts";
import type { FirewallFormat } from "../detect.ts";
import type { HostLists } from "../host-lists.ts";
import { baseName } from "./base-name.ts";
import { listKinds } from "./list-kinds.ts";

/** What somebody says about how to read files. */
export interface ReadingOptions {
  /** The network interface on which connections come and go. */
  readonly interface?: string | undefined;
  /** The host of a scan of several. */
  readonly host?: string | undefined;
}

/** What parsers are told: by somebody, and by the names of the files. */
export interface ParserOptions extends ReadingOptions {
  readonly lists?: HostLists | undefined;
  readonly families?: Readonly<Partial<Record<number, Family>>> | undefined;
  readonly names?: Readonly<Record<number, string>> | undefined;
}

/** The options that the parser of each format takes. */
const optionNames: Readonly<Record<FirewallFormat, readonly (keyof ParserOptions)[]>> = {
  nftables: ["interface"],
  iptables: ["interface", "families"],
  firewalld: ["interface", "names"],
  csf: ["interface", "lists"],
  apf: ["interface", "lists"],
  ufw: ["interface"],
  listeners: ["interface"],
  nmap: ["host"],
};

/** Returns the options of a format's parser: what the names of the files say, and what the caller says. */
export function parserOptions(
  format: FirewallFormat,
  paths: readonly string[],
  { interface: device, host }: ReadingOptions,
): ParserOptions {
  const names = paths.map(baseName);
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
  return Object.fromEntries(optionNames[format].map((name) => [name, all[name]]));
}

/** The family of rules in a file, such as rules.v6 or ip6tables; `undefined` if its name does not tell. */
function familyOfName(name: string): Family | undefined {
  return /ip6tables|(?:^|[^a-z])(?:ip)?v6(?:[^a-z0-9]|$)/i.test(name)
    ? "ipv6"
    : /iptables|(?:^|[^a-z])(?:ip)?v4(?:[^a-z0-9]|$)/i.test(name)
      ? "ipv4"
      : undefined;
}
