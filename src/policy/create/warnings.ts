import type { ReleaseNumber, ServerNeedId } from "../../dataset/literals.generated.ts";
import type { ServerNeed } from "../../dataset/types.ts";
import { allAddresses, subtract } from "../../net/address-set.ts";
import { isMostOf } from "../../net/is-most-of.ts";
import { covers, overlaps } from "../../net/port-range.ts";
import { allFamilies, combine, isNobody, remotesOf } from "../../net/remote-addresses.ts";
import { getLicenseCallback } from "../../query/get-license-callback.ts";
import { internalPorts } from "../../query/internal-ports.ts";
import { listPorts } from "../../query/list-ports.ts";
import { serverNeeds } from "../../query/server-needs.ts";
import { licenseSystemReaches } from "../license-system-reaches.ts";
import { needWarnings } from "../need-warnings.ts";
import type { PolicyWarning } from "../types.ts";
import { yieldsToTwin } from "../yields-to-twin.ts";
import type { Draft } from "./draft.ts";
import { ftpPassive } from "./ftp-passive.ts";
import { limitedPorts, meets } from "./needed-drafts.ts";
import { otherMachines } from "./other-machines.ts";
import type { ReadOptions } from "./read-options.ts";

/**
 * Returns the warnings about a policy, the most severe first.
 *
 * @param conditional - the rules that are omitted because their condition is not stated
 */
export function findWarnings(
  release: ReleaseNumber,
  rules: readonly Draft[],
  conditional: readonly Draft[],
  options: ReadOptions,
): PolicyWarning[] {
  const inbound = rules.filter((rule) => rule.direction === "inbound");
  return [
    ...lockout(release, inbound),
    ...noLicenseCallback(release, inbound),
    ...omittedNeeds(rules, options),
    ...databaseOpen(release, inbound),
    ...internalPortOpen(inbound),
    ...unusedService(rules, conditional, options),
    ...sharedPort(inbound, options),
    ...ftpWithoutPassiveRange(inbound),
    ...plainText(inbound),
    ...feedsLeftOut(options),
  ];
}

function lockout(release: ReleaseNumber, inbound: readonly Draft[]): PolicyWarning[] {
  const entries = listPorts(release, { service: ["ssh", "whm"], direction: "inbound" });
  const machines = otherMachines(release);
  const isOpen = inbound.some(
    (rule) =>
      rule.protocol === "tcp" &&
      (rule.services.some((id) => id === "ssh" || id === "whm") ||
        (rule.entry === undefined && entries.some((each) => covers(rule.ports, each.port)))) &&
      !isNobody(combine(remotesOf(rule, allFamilies), machines, subtract)),
  );
  return warn(!isOpen, () => ({
    code: "lockout",
    ports: entries.map((entry) => entry.port),
    text: "you can reach neither SSH nor WHM from outside; only a console gets you back in",
  }));
}

function noLicenseCallback(release: ReleaseNumber, inbound: readonly Draft[]): PolicyWarning[] {
  const { ports, senders } = getLicenseCallback(release);
  const accessTo = (port: number) =>
    inbound
      .filter(
        ({ protocol, ports: range, entry }) =>
          protocol === "tcp" &&
          covers(range, port) &&
          // Another service that was moved to this port does not answer the license system.
          (entry === undefined || covers(range, entry.port)),
      )
      .map((rule) => remotesOf(rule, allFamilies));
  return warn(!licenseSystemReaches(release, accessTo, allFamilies), () => ({
    code: "no-license-callback",
    ports: ports.map((each) => each.port),
    text: `cPanel's license system, which connects from ${senders.networks.join(" and ")}, can reach none of the ports it tries; one of them is enough`,
  }));
}

function omittedNeeds(rules: readonly Draft[], options: ReadOptions): PolicyWarning[] {
  return options.omittedNeeds.flatMap(({ need: id }) => {
    const need = serverNeeds.find((each) => each.id === id) as ServerNeed;
    const unmet = limitedPorts(need, options).filter(
      (each) => !rules.some((rule) => meets(rule, each)),
    );
    const { code, text } = needWarnings[id] as NonNullable<(typeof needWarnings)[ServerNeedId]>;
    return warn(unmet.length > 0, () => ({ code, ports: unmet.map(({ port }) => port), text }));
  });
}

function databaseOpen(release: ReleaseNumber, inbound: readonly Draft[]): PolicyWarning[] {
  const documented = listPorts(release, { service: "mysql" }).map(({ port }) => port);
  const open = inbound.filter(
    (rule) =>
      rule.protocol === "tcp" &&
      (rule.services.includes("mysql") ||
        (rule.entry === undefined && documented.some((port) => covers(rule.ports, port)))) &&
      isOpenToMost(rule),
  );
  return warn(open.length > 0, () => ({
    code: "database-open",
    ports: open.flatMap(({ ports }) =>
      ports.from === ports.through
        ? [ports.from]
        : documented.filter((port) => covers(ports, port)),
    ),
    text: "the server's databases are open to most addresses; limit who may connect",
  }));
}

function internalPortOpen(inbound: readonly Draft[]): PolicyWarning[] {
  const open = internalPorts.filter(({ port, protocols }) =>
    inbound.some(
      (rule) =>
        rule.entry === undefined &&
        protocols.includes(rule.protocol) &&
        covers(rule.ports, port) &&
        isOpenToMost(rule),
    ),
  );
  return warn(open.length > 0, () => ({
    code: "internal-port-open",
    ports: open.map(({ port }) => port),
    text: `ports that only the server itself should reach are open to most addresses: ${open.map(({ name, port }) => `${name} on ${port}`).join(", ")}`,
  }));
}

function isOpenToMost(rule: Draft): boolean {
  const remotes = remotesOf(rule, allFamilies);
  return allFamilies.some((family) => isMostOf(remotes[family], allAddresses[family]));
}

function unusedService(
  rules: readonly Draft[],
  conditional: readonly Draft[],
  { services, named }: ReadOptions,
): PolicyWarning[] {
  const unused: readonly (number | string)[] = [
    ...(services ?? []).filter((id) => !rules.some((rule) => rule.services.includes(id))).sort(),
    ...named.filter((port) => !rules.some((rule) => rule.entry?.port === port)),
  ];
  const leftOut = conditional.filter((rule) => rule.services.some((id) => unused.includes(id)));
  const hint =
    leftOut.length > 0
      ? `: no condition (${leftOut.flatMap(({ conditions }) => conditions.map(({ id }) => id)).join(", ")}) and no allowed sources are stated for ${leftOut.map(({ ports }) => ports.from).join(", ")}`
      : "";
  return warn(unused.length > 0, () => ({
    code: "unused-service",
    ports: leftOut.map(({ ports }) => ports.from),
    text: `no port is open for ${unused.join(", ")}${hint}`,
  }));
}

function sharedPort(inbound: readonly Draft[], { allowFrom }: ReadOptions): PolicyWarning[] {
  const named = new Set(allowFrom.map(({ service, ports }) => service ?? ports?.from));
  const limited = inbound.filter(
    ({ sources, entry, ports }) =>
      sources !== "any" && !named.has(ports.from) && !named.has(entry?.port),
  );
  const shared = limited
    .map(({ services, ports }) => ({
      port: ports.from,
      // The license system has its own warning.
      others: services.filter((id) => id !== "cpanel-licensing" && !named.has(id)),
    }))
    .filter(({ others }) => others.length > 0);
  return warn(shared.length > 0, () => ({
    code: "shared-port",
    ports: shared.map((each) => each.port),
    text: `ports limited for one service are also used by other services: ${shared
      .map(({ port, others }) => `${port} by ${others.join(" and ")}`)
      .join(", ")}`,
  }));
}

function ftpWithoutPassiveRange(inbound: readonly Draft[]): PolicyWarning[] {
  const ftp = inbound.filter((rule) => rule.entry && rule.services.includes("ftp"));
  const hasRange = inbound.some(
    ({ protocol, entry, ports, services }) =>
      protocol === "tcp" &&
      entry === undefined &&
      ports.from < ports.through &&
      (services.includes("ftp") || overlaps(ports, ftpPassive.ports)),
  );
  return warn(ftp.length > 0 && !hasRange, () => ({
    code: "ftp-without-passive-range",
    ports: ftp.map((rule) => rule.ports.from),
    text: `FTP is open without a port range for passive transfers (default: ${ftpPassive.ports.from} to ${ftpPassive.ports.through})`,
  }));
}

function plainText(inbound: readonly Draft[]): PolicyWarning[] {
  const documented = new Set(inbound.map(({ entry }) => entry?.port));
  const open = inbound.filter(
    ({ entry }) => entry?.twin && yieldsToTwin(entry) && documented.has(entry.twin),
  );
  const portsOf = (rules: readonly Draft[]) => rules.map((rule) => rule.ports.from).join(", ");
  const optional = open.filter((rule) => rule.entry?.protection === "starttls");
  const plain = open.filter((rule) => !optional.includes(rule));
  const places = [
    ...(plain.length > 0 ? [`on ${portsOf(plain)}`] : []),
    ...(optional.length > 0 ? [`on ${portsOf(optional)} if clients do not upgrade to TLS`] : []),
  ];
  return warn(open.length > 0, () => ({
    code: "plain-text",
    ports: open.map((rule) => rule.ports.from),
    text: `passwords cross the network in plain text ${places.join(", and ")}; the TLS twin of each port is also open`,
  }));
}

function feedsLeftOut({ allowFrom }: ReadOptions): PolicyWarning[] {
  const feeds = [...new Set(allowFrom.flatMap((each) => each.feeds))];
  return warn(feeds.length > 0, () => ({
    code: "feed-left-out",
    ports: [],
    text: `more allowed sources are published at ${feeds.join(" and ")}; this policy does not include them`,
  }));
}

function warn(applies: boolean, make: () => PolicyWarning): PolicyWarning[] {
  if (!applies) {
    return [];
  }
  const warning = make();
  return [{ ...warning, ports: [...new Set(warning.ports)].sort((a, b) => a - b) }];
}
