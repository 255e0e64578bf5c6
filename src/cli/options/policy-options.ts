import { type Command, InvalidArgumentError } from "commander";
import type { ConfigFile } from "../../audit/config-file.ts";
import type { PolicyAddition, PolicyOptions } from "../../policy/types.ts";
import { choiceOption } from "./choice.ts";
import { collect } from "./collect.ts";

/** The options of {@link addPolicyOptions}, as they were given. */
export interface GivenPolicyOptions {
  readonly service?: readonly string[];
  readonly omit?: readonly string[];
  readonly replace?: Readonly<Record<string, readonly string[]>>;
  readonly add?: readonly ("ftp-passive" | PolicyAddition)[];
  readonly preferTls?: true;
  readonly outbound?: "any" | "documented";
  readonly os?: string;
  readonly conditions?: Readonly<Record<string, readonly string[]>>;
  readonly allowFrom?: Readonly<Record<string, readonly string[]>>;
}

/** Adds the options that say what a server is like. */
export function addPolicyOptions(command: Command): Command {
  return command
    .option("--service <words>", "only the ports of these services; several with commas", collect)
    .option("--omit <ids or ports>", "leave these out; several with commas", collect)
    .option("--replace <id or port=port>", "a service listens on another port: ssh=2222", pairs)
    .option(
      "--add <ports>",
      "also open PORT[-PORT]/PROTOCOL[/outbound][=LABEL], or ftp-passive; can be given again",
      additions,
    )
    .option("--prefer-tls", "leave out ports that allow plain text and whose TLS twin is in")
    .addOption(
      choiceOption("--outbound <which>", "which outbound connections are let out", [
        "any",
        "documented",
      ]),
    )
    .option("--os <system>", "leave out what only another system uses")
    .option("--conditions <id=true or false>", "whether a condition holds: z-push=false", pairs)
    .option(
      "--allow-from <id or port=networks>",
      "who may connect: whm=198.51.100.0/24,2001:db8::1; can be given again",
      sources,
    );
}

/**
 * Returns the options as the library takes them; an invalid value stays as it is, for the library to refuse.
 *
 * @param config - the values of those that were not given
 */
export function policyOptions(options: GivenPolicyOptions, config: ConfigFile): PolicyOptions {
  const { service, omit, replace, add, preferTls, outbound, os, conditions, allowFrom } = options;
  const numbers = (values: readonly string[]) =>
    values.map((value) => (/^\d+$/.test(value) ? Number(value) : value)) as readonly number[];
  const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };
  const stated = mapValues(
    conditions,
    (values) => booleans[values.join()] ?? (values.join() as unknown as boolean),
  );
  return {
    services: service ?? config.services,
    omit: omit ?? config.omit,
    replace: mapValues(replace, numbers) ?? config.replace,
    add: add ?? config.add,
    preferTls: preferTls ?? config.preferTls,
    outbound: outbound ?? config.outbound,
    os: os ?? config.os,
    conditions: stated ?? config.conditions,
    allowFrom: allowFrom ?? config.allowFrom,
  };
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>> | undefined,
  map: (value: T) => U,
): Readonly<Record<string, U>> | undefined {
  return (
    record && Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
  );
}

type Pairs = Readonly<Record<string, readonly string[]>>;

function pairs(given: string, before: Pairs = {}): Pairs {
  return collect(given).reduce((sum, each) => addPair(sum, each), before);
}

function addPair(before: Pairs, given: string): Pairs {
  const [, key = "", value = ""] = /^([^=]+)=(.+)$/.exec(given) ?? [];
  if (value === "") {
    throw new InvalidArgumentError("Expected a name, = and a value.");
  }
  const values = new Map(Object.entries(before)).get(key) ?? [];
  return { ...before, [key]: [...values, value] };
}

function sources(given: string, before: Pairs = {}): Pairs {
  const [first = "", ...others] = collect(given);
  const key = first.slice(0, first.indexOf("="));
  const next = others.find((each) => each.includes("="));
  if (next !== undefined) {
    throw new InvalidArgumentError(`Give --allow-from again for ${next}.`);
  }
  return others.reduce((sum, each) => addPair(sum, `${key}=${each}`), addPair(before, first));
}

function additions(
  given: string,
  before: readonly ("ftp-passive" | PolicyAddition)[] = [],
): readonly ("ftp-passive" | PolicyAddition)[] {
  if (given === "ftp-passive") {
    return [...before, given];
  }
  const [, from, through, protocol, direction, label] =
    /^(\d+)(?:-(\d+))?\/(tcp|udp)(?:\/(inbound|outbound))?(?:=(.*))?$/su.exec(given) ?? [];
  if (from === undefined) {
    throw new InvalidArgumentError(
      "Expected ftp-passive or PORT[-PORT]/PROTOCOL[/outbound][=LABEL], such as 8443/tcp.",
    );
  }
  if (label !== undefined && /,\s*\d+(?:-\d+)?\/(?:tcp|udp)\b/.test(label)) {
    throw new InvalidArgumentError("Give --add again for every port or range.");
  }
  return [
    ...before,
    {
      ports: { from: Number(from), through: Number(through ?? from) },
      protocol: protocol as "tcp" | "udp",
      direction: (direction ?? "inbound") as "inbound" | "outbound",
      label: label ?? "Added port",
    },
  ];
}
