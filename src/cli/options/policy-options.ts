import { type Command, InvalidArgumentError } from "commander";
import type { ConfigFile } from "../../audit/config-file.ts";
import type { PolicyAddition, PolicyOptions } from "../../policy/types.ts";
import { choiceOption } from "./choice.ts";
import { collect } from "./collect.ts";

/** The values of the options that {@link addPolicyOptions} adds. */
export interface GivenPolicyOptions {
  readonly service?: readonly string[];
  readonly omit?: readonly string[];
  readonly replace?: Readonly<Record<string, readonly string[]>>;
  readonly add?: Additions;
  readonly preferTls?: true;
  readonly outbound?: "any" | "needed";
  readonly os?: string;
  readonly conditions?: PolicyOptions["conditions"];
  readonly allowFrom?: Readonly<Record<string, readonly string[]>>;
}

/** Adds the options that describe a server. */
export function addPolicyOptions(command: Command): Command {
  return command
    .option(
      "--service <words>",
      "only these services and documented ports, plus what every server needs (comma-separated)",
      collect,
    )
    .option(
      "--omit <ids or ports>",
      "exclude services, ports, or what every server needs (comma-separated)",
      collect,
    )
    .option(
      "--replace <id or port=port>",
      "port that a service uses instead of the documented one: ssh=2222 (comma-separated)",
      pairs,
    )
    .option(
      "--add <ports>",
      "also open PORT[-PORT]/PROTOCOL[/outbound][=LABEL], or ftp-passive (comma-separated; repeat the option for labels)",
      additions,
    )
    .option("--prefer-tls", "exclude ports that allow plain text if their TLS twin is included")
    .addOption(
      choiceOption(
        "--outbound <which>",
        "outbound connections to allow; if omitted, any, but an audit or a plan of a firewall that limits them expects needed",
        ["any", "needed"],
      ),
    )
    .option("--os <system>", "operating system; excludes ports that only other systems use")
    .option(
      "--conditions <ids>",
      "conditions that hold, such as remote-mysql; ID=false if one does not; all if every one holds (comma-separated)",
      conditions,
    )
    .option(
      "--allow-from <id or port=networks>",
      "allowed sources: whm=198.51.100.0/24,2001:db8::1 (repeatable)",
      sources,
    );
}

/**
 * Returns the options as options of the library, which rejects invalid values.
 *
 * @param config - the values of omitted options
 */
export function policyOptions(options: GivenPolicyOptions, config: ConfigFile): PolicyOptions {
  const { service, omit, replace, add, preferTls, outbound, os, allowFrom } = options;
  const numbers = (values: readonly string[]) =>
    values.map((value) => (/^\d+$/.test(value) ? Number(value) : value)) as readonly number[];
  return {
    services: service ?? config.services,
    omit: omit ?? config.omit,
    replace: mapValues(replace, numbers) ?? config.replace,
    add: add ?? config.add,
    preferTls: preferTls ?? config.preferTls,
    outbound: outbound ?? config.outbound,
    os: os ?? config.os,
    conditions: options.conditions ?? config.conditions,
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

const truths: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

/** Reads `all`, or conditions with or without a value. Invalid values are left for the library to reject. */
function conditions(
  value: string,
  before: PolicyOptions["conditions"] = {},
): PolicyOptions["conditions"] {
  const words = collect(value);
  const isAll = words.includes("all");
  if (before === "all" || (isAll && words.length + Object.keys(before).length > 1)) {
    throw new InvalidArgumentError("all includes every condition; give it on its own.");
  }
  if (isAll) {
    return "all";
  }
  const given = words.map((each) => {
    const [id = "", truth = "true"] = each.split(/=(.*)/s);
    return [id, truths.get(truth) ?? (truth as unknown as boolean)] as const;
  });
  return { ...before, ...Object.fromEntries(given) };
}

type Additions = readonly ("ftp-passive" | PolicyAddition)[];

type Pairs = Readonly<Record<string, readonly string[]>>;

function pairs(given: string, before: Pairs = {}): Pairs {
  return collect(given).reduce((sum, each) => addPair(sum, each), before);
}

function addPair(before: Pairs, given: string): Pairs {
  const [, key = "", value = ""] = /^([^=]+)=(.+)$/.exec(given) ?? [];
  if (value === "") {
    throw new InvalidArgumentError("Expected NAME=VALUE.");
  }
  const values = new Map(Object.entries(before)).get(key) ?? [];
  return { ...before, [key]: [...values, value] };
}

function sources(given: string, before: Pairs = {}): Pairs {
  const [first = "", ...others] = collect(given);
  const key = first.slice(0, first.indexOf("="));
  const next = others.find((each) => each.includes("="));
  if (next !== undefined) {
    throw new InvalidArgumentError(`Use a separate --allow-from for ${next}.`);
  }
  return others.reduce((sum, each) => addPair(sum, `${key}=${each}`), addPair(before, first));
}

const addition =
  /^(?<from>\d+)(?:[-:](?<through>\d+))?\/(?<protocol>tcp|udp)(?:\/(?<direction>inbound|outbound))?(?:=(?<label>.*))?$/isu;

/** Reads `8443/tcp,8444/tcp`, or one addition with a label, which may contain commas. */
function additions(given: string, before: Additions = []): Additions {
  const words = given.includes("=") ? [given] : collect(given);
  return [...before, ...words.map(readAddition)];
}

function readAddition(word: string): Additions[number] {
  if (word === "ftp-passive") {
    return word;
  }
  const { from, through, protocol, direction, label } = addition.exec(word)?.groups ?? {};
  if (from === undefined || protocol === undefined) {
    const ports = /^\d+(?:[-:]\d+)?$/.test(word) ? word : "8443";
    throw new InvalidArgumentError(
      `Expected ftp-passive or PORT[-PORT]/PROTOCOL[/outbound][=LABEL], such as ${ports}/tcp or ${ports}/udp.`,
    );
  }
  if (label !== undefined && /,\s*\d+(?:[-:]\d+)?\/(?:tcp|udp)\b/i.test(label)) {
    throw new InvalidArgumentError("Use a separate --add for each port with a label.");
  }
  return {
    ports: { from: Number(from), through: Number(through ?? from) },
    protocol: protocol.toLowerCase() as "tcp" | "udp",
    direction: (direction ?? "inbound").toLowerCase() as "inbound" | "outbound",
    label: label ?? "Added port",
  };
}
