import type { ServiceId } from "../dataset/literals.generated.ts";
import { openAccess } from "../net/access.ts";
import { allAddresses, networksOf, nonUnicastAddresses, subtract } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { covers } from "../net/port-range.ts";
import { combine, noRemotes, type RemoteAddresses, remotesOf } from "../net/remote-addresses.ts";
import type { Family, Protocol } from "../net/types.ts";
import type { Policy, PolicyOrExposure } from "../policy/types.ts";
import { listPorts } from "../query/list-ports.ts";
import { listText } from "./list-text.ts";
import type { KeptConnection } from "./read-closing.ts";
import { settingText } from "./setting-text.ts";
import type { Sparing } from "./spare-ports.ts";
import type { PlanChange } from "./types.ts";

/** The services whose limits a plan keeps: they give access to the whole server, or to its data. */
const guarded: readonly ServiceId[] = ["ssh", "whm", "mysql"];

/** The maximum number of networks in a reason. */
const most = 5;

/**
 * Returns the limit that opening ports to everybody would lift, and how to lift it; `undefined` for none. SSH, WHM or
 * a database has a limit if it is open to some addresses now, unless the options name its allowed sources. SSH also has
 * one if the connection to keep shows that it may listen on another port.
 */
export function limitOn(
  { direction, protocol, ports, services, who }: PlanChange,
  actual: PolicyOrExposure,
  { expected, families, kept, sshPorts }: Omit<Sparing, "licensePort">,
): string | undefined {
  const service = guarded.find((each) => services.includes(each));
  const rules = expected.rules.filter(
    (rule) =>
      rule.direction === "inbound" &&
      rule.protocol === protocol &&
      rule.services.some((each) => each === service),
  );
  if (
    direction !== "inbound" ||
    service === undefined ||
    !isForMost(remotesOf(who, families), families) ||
    !rules.some((rule) => covers(rule.ports, ports.from) && rule.sources === "any")
  ) {
    return undefined;
  }
  const lifting = `to open ${service} to everybody, set ${settingText("allowFrom", service, ["0.0.0.0/0", "::/0"])}`;
  const own = service === "ssh" && sshPorts.length === 0 && undocumentedOf(kept, expected);
  if (own) {
    return `SSH may listen on ${own.port}, because the connection to keep is ${own.text}; if it does, set ${settingText("replace", "ssh", own.port)}; ${lifting}`;
  }
  const limit = limitOf(
    ports.from,
    // A port that is closed to everybody shares the limit of the other ports of its service.
    rules.map((rule) => rule.ports.from),
    { actual, protocol, families },
  );
  return limit && `kept limited to ${limit}; ${lifting}`;
}

/** Returns a connection to keep whose port has no documented service and is not an expected one. */
function undocumentedOf(
  kept: Sparing["kept"],
  { release, rules }: Policy,
): KeptConnection | undefined {
  const documented: readonly number[] =
    release === null ? [] : listPorts(release).map(({ port }) => port);
  return kept.find(
    ({ port }) =>
      !documented.includes(port) &&
      !rules.some(({ direction, ports }) => direction === "inbound" && covers(ports, port)),
  );
}

/** Returns the addresses to which a port, or if it is closed another port of its service, is limited. */
function limitOf(
  port: number,
  others: readonly number[],
  { actual, protocol, families }: Lane,
): string | undefined {
  const open = openAccess(actual, "inbound", protocol, families);
  const accessTo = (each: number) =>
    combine(
      open.find((interval) => covers(interval, each))?.value ?? noRemotes,
      nonUnicastAddresses,
      subtract,
    );
  const limitedNetworks = (remotes: RemoteAddresses) =>
    families
      .filter((family) => !isMostOf(remotes[family], allAddresses[family]))
      .flatMap((family) => networksOf(remotes[family], family))
      .map(({ text }) => text);
  const isOnList = (each: number) =>
    "qualified" in actual &&
    actual.qualified.some(
      ({ qualification, direction, ports, ...rest }) =>
        qualification === "may-be-open-to-some" &&
        direction === "inbound" &&
        rest.protocol === protocol &&
        covers(ports, each),
    );
  const isOpen = others.some((each) => isForMost(accessTo(each), families));
  for (const each of isOpen ? [port] : [port, ...others]) {
    const remotes = accessTo(each);
    const networks = limitedNetworks(remotes);
    if (networks.length > 0) {
      return listText(networks, most);
    }
    if (!isForMost(remotes, families) && isOnList(each)) {
      return "a list of addresses that was not read";
    }
  }
  return undefined;
}

/** The connections to examine. */
interface Lane {
  readonly actual: PolicyOrExposure;
  readonly protocol: Protocol;
  readonly families: readonly Family[];
}

function isForMost(remotes: RemoteAddresses, families: readonly Family[]): boolean {
  return families.some((family) => isMostOf(remotes[family], allAddresses[family]));
}
