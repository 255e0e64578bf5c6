import { portSpans } from "../../dataset/dataset.ts";
import type {
  PortNumber,
  ReleaseNumber,
  ServerNeedId,
  ServiceId,
} from "../../dataset/literals.generated.ts";
import type { InvalidOptionError } from "../../errors.ts";
import { fieldsOf, invalidKey, refusal } from "../../errors.ts";
import { type Network, parseRemoteNetwork, sortNetworks } from "../../net/network.ts";
import type { Direction, Permitted, PortRange, Protocol } from "../../net/types.ts";
import { findServices, serviceWords } from "../../query/find-services.ts";
import { getLicenseCallback } from "../../query/get-license-callback.ts";
import { listFeatureSources } from "../../query/list-feature-sources.ts";
import { listServices } from "../../query/list-services.ts";
import { parseOperatingSystem } from "../../query/parse-operating-system.ts";
import { serverNeeds } from "../../query/server-needs.ts";
import { eachOf } from "../../util/each-of.ts";
import { isLabel } from "../../util/is-label.ts";
import { isPlainObject } from "../../util/is-plain-object.ts";
import { isPort } from "../../util/is-port.ts";
import { once } from "../../util/once.ts";
import { isOpenOutbound } from "../is-open-outbound.ts";
import type { PolicyAddition, PolicyOptions } from "../types.ts";
import { withoutSchema } from "../without-schema.ts";
import { additionsOf, isOwnEntry } from "./additions-of.ts";
import { ftpPassive } from "./ftp-passive.ts";

/** A service or a port, with the option that names it: `replace.ssh`. */
export interface Selector {
  readonly option: string;
  readonly service: ServiceId | undefined;
  readonly port: PortNumber | undefined;
}

/** The allowed sources of a service or of ports, with the option that sets them: `allowFrom.ssh`. */
export interface ReadAccess {
  readonly option: string;
  /** The service; `undefined` if ports are named. */
  readonly service: ServiceId | undefined;
  readonly ports: PortRange | undefined;
  readonly networks: readonly Network[];
  /** The URLs at which more sources are published. */
  readonly feeds: readonly string[];
}

/** An addition with its defaults, and the option that adds it: `add[0]`. */
export interface ReadAddition {
  readonly option: string;
  readonly ports: PortRange;
  readonly protocol: Protocol;
  readonly direction: Direction;
  readonly label: string;
  readonly service: ServiceId | undefined;
}

/** The options, each checked and with its default. */
export interface ReadOptions {
  /** `undefined` for all. */
  readonly services: readonly ServiceId[] | undefined;
  /** The documented ports that `services` names. */
  readonly named: readonly PortNumber[];
  readonly omit: readonly Selector[];
  /** The excluded needs of every server. */
  readonly omittedNeeds: readonly { readonly option: string; readonly need: ServerNeedId }[];
  readonly replace: readonly { readonly selector: Selector; readonly ports: readonly number[] }[];
  readonly add: readonly ReadAddition[];
  readonly preferTls: boolean;
  readonly outbound: "any" | "needed";
  readonly operatingSystem: string | undefined;
  /** The stated conditions, and whether each holds. */
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Whether every port that is documented for a condition is included. */
  readonly allConditions: boolean;
  readonly allowFrom: readonly ReadAccess[];
}

/** The names of a policy's options. */
export const policyOptionNames: Readonly<Record<keyof PolicyOptions, true>> = {
  services: true,
  omit: true,
  replace: true,
  add: true,
  preferTls: true,
  outbound: true,
  os: true,
  conditions: true,
  allowFrom: true,
};

/** The expected forms of the options that take an object. */
const objectForms = {
  replace: "an object such as { ssh: 2222 }",
  conditions: '"all" or an object such as { http3: true }',
  allowFrom: 'an object such as { whm: "198.51.100.0/24" }',
} as const;

const additionForm = `"ftp-passive" or an object such as { ports: 8443, protocol: "tcp", label: "Panel" }`;

const additionNames: Readonly<Record<keyof PolicyAddition, true>> = {
  ports: true,
  protocol: true,
  direction: true,
  label: true,
  service: true,
};

/**
 * Checks each option on its own.
 *
 * @throws {@link InvalidOptionError} if an option is unknown, or has an invalid value
 * @throws {@link UnknownOperatingSystemError} if no page names the operating system
 */
export function readOptions(release: ReleaseNumber, options: PolicyOptions): ReadOptions {
  const given = fieldsOf("options", withoutSchema(options), policyOptionNames);
  const { preferTls = false, outbound = "any" } = given;
  const entries = (name: "replace" | "conditions" | "allowFrom") =>
    Object.entries(
      given[name] === undefined ? {} : fieldsOf(name, given[name], undefined, objectForms[name]),
    ).filter(([, value]) => value !== undefined);
  const services = eachOf("services", given.services).map(([option, value]) =>
    readServices(release, option, value),
  );
  const omitted = eachOf("omit", given.omit);
  return {
    services:
      given.services === undefined ? undefined : [...new Set(services.flatMap(({ ids }) => ids))],
    named: services.flatMap(({ ports }) => ports),
    omit: omitted.flatMap(([option, value]) =>
      isOmissible(value)
        ? []
        : readSelectors(option, value, { option: "omit", others: omissibleNeeds }),
    ),
    omittedNeeds: omitted.flatMap(([, need]) =>
      isOmissible(need) ? [{ option: `omit.${need}`, need }] : [],
    ),
    replace: entries("replace").map(([key, ports]) => ({
      selector: readSelector(key),
      ports: readPorts(`replace.${key}`, ports),
    })),
    add: listOf(given.add).flatMap((value, index) =>
      (isOwnEntry(value) ? additionsOf(value, given.outbound) : [value]).map((addition) =>
        readAddition(`add[${index}]`, addition),
      ),
    ),
    preferTls: oneOf("preferTls", preferTls, [true, false]),
    outbound: oneOf("outbound", outbound, ["any", "needed"]),
    operatingSystem:
      given.os === undefined ? undefined : parseOperatingSystem("os", given.os).system.id,
    conditions: readConditions(given.conditions === "all" ? [] : entries("conditions")),
    allConditions: given.conditions === "all",
    allowFrom: entries("allowFrom").map(([key, sources]) => ({
      ...readAccessKey(key),
      ...readSources(release, `allowFrom.${key}`, sources),
    })),
  };
}

/**
 * Returns whether a value is options rather than a policy or an exposure, which have rules, or the result of `parseServer`,
 * which has a firewall.
 */
export function isPolicyOptions(value: unknown): value is PolicyOptions {
  return isPlainObject(value) && !("rules" in value) && !("firewall" in value);
}

/** Derives a missing option `outbound` from an actual firewall. */
export function withOutbound(options: PolicyOptions, actual: Permitted | undefined): PolicyOptions {
  const outbound = actual && isOpenOutbound(actual) ? "any" : "needed";
  return { ...options, outbound: options.outbound === undefined ? outbound : options.outbound };
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function isOmissible(value: unknown): value is ServerNeedId {
  return omissibleNeeds.some((id) => id === value);
}

function oneOf<T>(field: string, value: unknown, accepted: readonly T[]): T {
  if (accepted.includes(value as T)) {
    return value as T;
  }
  throw refusal(field, value, accepted, `one of ${accepted.join(", ")}`);
}

/** Returns the services for a word, reduced to those of the release if it has any of them; or a port. */
function readServices(
  release: ReleaseNumber,
  option: string,
  value: unknown,
): { readonly ids: readonly ServiceId[]; readonly ports: readonly PortNumber[] } {
  const selectors = readSelectors(option, value, { option: "services" });
  const ids = selectors.flatMap(({ service }) => service ?? []);
  const ports = selectors.flatMap(({ port }) => port ?? []);
  const present = new Set(listServices(release).map((each) => each.id));
  const found = ids.filter((id) => present.has(id));
  return { ids: found.length > 0 ? found : ids, ports };
}

function readService(field: string, value: unknown): ServiceId {
  const ids = findServices(value);
  if (ids === undefined) {
    throw noService(field, value);
  }
  return onlyOne(field, value, ids);
}

function onlyOne<T>(
  field: string,
  value: unknown,
  [first, ...others]: readonly T[],
  refuse = refusal,
): T {
  if (others.length > 0) {
    const accepted = [first, ...others];
    throw refuse(field, value, accepted, `one of the services it includes: ${accepted.join(", ")}`);
  }
  return first as T;
}

/** Reads a key of `replace`: a service or a documented port. */
function readSelector(key: string): Selector {
  const selectors = readSelectors("replace", key, { option: "replace", refuse: invalidKey });
  onlyOne(
    "replace",
    key,
    selectors.map((each) => each.service),
    invalidKey,
  );
  return selectors[0] as Selector;
}

/** What an option accepts in addition to services and documented ports, and its error for an invalid value. */
interface SelectingOption {
  readonly option: string;
  readonly others?: readonly string[];
  readonly refuse?: typeof refusal;
}

/**
 * @param field - the option, with the index of the value in a list
 * @throws {@link InvalidOptionError} when the value is neither a word for services nor a documented port
 */
function readSelectors(
  field: string,
  value: unknown,
  { option: name, others = [], refuse = refusal }: SelectingOption,
): readonly Selector[] {
  const found = findServices(value);
  if (found !== undefined) {
    return found.map((service) => ({ option: `${name}.${value}`, service, port: undefined }));
  }
  const documented = [...new Set(portSpans().map((span) => span.entry.port))];
  const port = documented.find((each) => each === value || String(each) === value);
  if (port !== undefined) {
    return [{ option: `${name}.${port}`, service: undefined, port }];
  }
  const isOther = name === "services" && (isPort(value) || isPortText(value));
  const ports = `the number of a documented port${isOther ? " (add opens other ports)" : ""}`;
  throw noService(field, value, {
    expected: [...(others.length > 0 ? [`one of ${others.join(", ")}`] : []), ports],
    accepted: [...others, ...documented],
    refuse,
  });
}

interface Alternatives {
  /** The other accepted values, in words. */
  readonly expected: readonly string[];
  /** The other accepted values, if they can be listed. */
  readonly accepted?: readonly (number | string)[];
  readonly refuse?: typeof refusal;
}

function noService(
  field: string,
  value: unknown,
  { expected, accepted = [], refuse = refusal }: Alternatives = { expected: [] },
): InvalidOptionError {
  const services = listServices().map((each) => each.id);
  return refuse(
    field,
    value,
    [...services, ...accepted],
    ["a service such as ssh or imap (an id, an alias, a daemon or a category)", ...expected].join(
      ", or ",
    ),
    // A port that is like another port is no typo.
    [...serviceWords(), ...(isPortText(value) ? [] : accepted.map(String))],
  );
}

function isPortText(value: unknown): boolean {
  return typeof value === "string" && isPort(Number(value));
}

/** Reads a key of `allowFrom`: a service, a port or a range. */
function readAccessKey(key: string): Pick<ReadAccess, "option" | "ports" | "service"> {
  const option = `allowFrom.${key}`;
  const [, from, through = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(key) ?? [];
  const ports = { from: Number(from), through: Number(through) };
  if (isPort(ports.from) && isPort(ports.through) && ports.from <= ports.through) {
    return { option, service: undefined, ports };
  }
  const services = findServices(key);
  if (services === undefined) {
    throw noService("allowFrom", key, {
      expected: ["a port or range of the policy, such as 8443 or 8000-8010"],
      refuse: invalidKey,
    });
  }
  return { option, service: onlyOne("allowFrom", key, services, invalidKey), ports: undefined };
}

const portForm = "a port, a whole number from 1 to 65535";

function readPort(field: string, value: unknown): number {
  if (isPort(value)) {
    return value;
  }
  throw refusal(field, value, [], portForm);
}

function readPorts(field: string, value: unknown): readonly number[] {
  const ports = new Set(eachOf(field, value).map(([option, port]) => readPort(option, port)));
  if (ports.size === 0) {
    throw refusal(field, value, [], "at least one port");
  }
  return [...ports].sort((a, b) => a - b);
}

function readAddition(option: string, value: unknown): ReadAddition {
  if (typeof value === "string" && value !== "ftp-passive") {
    throw refusal(option, value, ["ftp-passive"], additionForm);
  }
  const given = fieldsOf(
    option,
    value === "ftp-passive" ? ftpPassive : value,
    additionNames,
    additionForm,
  );
  return {
    option,
    ports: readRange(`${option}.ports`, given.ports),
    protocol: oneOf(`${option}.protocol`, given.protocol, ["tcp", "udp"]),
    direction: oneOf(`${option}.direction`, given.direction ?? "inbound", ["inbound", "outbound"]),
    label: readLabel(`${option}.label`, given.label),
    service:
      given.service === undefined ? undefined : readService(`${option}.service`, given.service),
  };
}

function readRange(field: string, value: unknown): PortRange {
  if (isPort(value)) {
    return { from: value, through: value };
  }
  if (typeof value !== "object" || value === null) {
    const expected = `${portForm}, or a range such as { from: 8000, through: 8010 }`;
    throw refusal(field, value, [], expected);
  }
  const given = fieldsOf(field, value, { from: true, through: true });
  const range = {
    from: readPort(`${field}.from`, given.from),
    through: readPort(`${field}.through`, given.through),
  };
  if (range.from > range.through) {
    throw refusal(
      `${field}.through`,
      range.through,
      [],
      `${range.from} or higher, because from is ${range.from}`,
    );
  }
  return range;
}

function readLabel(field: string, value: unknown): string {
  if (isLabel(value, 100)) {
    return value;
  }
  throw refusal(field, value, [], "1 to 100 characters on one line, without control characters");
}

function readConditions(
  given: readonly (readonly [string, unknown])[],
): ReadonlyMap<string, boolean> {
  const ids = conditionIds();
  return new Map(
    given.map(([id, value]) => {
      if (!ids.includes(id)) {
        throw invalidKey("conditions", id, ids, `one of ${ids.join(", ")}`);
      }
      return [id, oneOf(`conditions.${id}`, value, [true, false])];
    }),
  );
}

/** Returns the ids of the conditions of documented ports. */
export const conditionIds: () => readonly string[] = once(() => [
  ...new Set(portSpans().flatMap(({ entry }) => entry.conditions.map((each) => each.id))),
]);

/** The needs of every server that use ports; ICMP is accepted in every policy. */
export const omissibleNeeds: readonly ServerNeedId[] = serverNeeds
  .filter(({ traffic }) => traffic.some((each) => "port" in each))
  .map(({ id }) => id);

const sets = ["license-callback", "feature-sources"];

function readSources(
  release: ReleaseNumber,
  field: string,
  given: unknown,
): { networks: readonly Network[]; feeds: readonly string[] } {
  const networks: Network[] = [];
  const feeds: string[] = [];
  for (const [option, value] of eachOf(field, given)) {
    const features = value === "feature-sources" ? listFeatureSources(release) : [];
    if (features === "undocumented") {
      throw refusal(
        option,
        value,
        [],
        `addresses, because the page of release ${release} lists no feature sources`,
      );
    }
    feeds.push(...features.flatMap((each) => each.feeds));
    const addresses =
      value === "license-callback"
        ? getLicenseCallback(release).senders.networks
        : value === "feature-sources"
          ? features.flatMap((each) => each.addresses)
          : [value];
    for (const address of addresses) {
      const network = parseRemoteNetwork(address);
      if (typeof network === "string") {
        throw refusal(option, value, sets, `${network} (or one of ${sets.join(", ")})`);
      }
      networks.push(network);
    }
  }
  if (networks.length === 0) {
    const hint = feeds.length > 0 ? `; the page lists only ${feeds.join(", ")}` : "";
    throw refusal(field, given, [], `at least one address or network${hint}`);
  }
  return { networks: sortNetworks(networks), feeds };
}
