import type { ReleaseNumber } from "../../dataset/literals.generated.ts";
import type { Condition } from "../../dataset/types.ts";
import { isCovered, type Network, parseNetwork, sortNetworks } from "../../net/network.ts";
import { covers, overlaps } from "../../net/port-range.ts";
import type { Protocol } from "../../net/types.ts";
import { featureSources } from "../../query/feature-sources.ts";
import { licenseCallback } from "../../query/license-callback.ts";
import { listPorts } from "../../query/list-ports.ts";
import { staysBesideTls } from "../stays-beside-tls.ts";
import type { PolicyRule, PolicyWarning } from "../types.ts";
import type { Draft } from "./draft.ts";
import { ftpPassive } from "./ftp-passive.ts";
import type { ReadOptions } from "./read-options.ts";

/** What the reader of a policy should know before loading it, the gravest first. */
export function findWarnings(
  release: ReleaseNumber,
  rules: readonly Draft[],
  options: ReadOptions,
): PolicyWarning[] {
  const inbound = rules.filter((rule) => rule.direction === "inbound");
  return [
    ...lockout(release, inbound),
    ...noLicenseCallback(release, inbound),
    ...(options.outbound === "documented" ? unreachable(rules) : []),
    ...unusedService(rules, options),
    ...sharedPort(inbound, options),
    ...ftpWithoutPassiveRange(inbound),
    ...plainText(inbound),
    ...conditional(rules, options),
    ...feedsLeftOut(options),
  ];
}

function lockout(release: ReleaseNumber, inbound: readonly Draft[]): PolicyWarning[] {
  const entries = listPorts(release, { service: ["ssh", "whm"], direction: "inbound" });
  // Whoever loads a policy sits at none of these.
  const features = featureSources(release);
  const machines = sortNetworks(
    [
      ...licenseCallback(release).senders.networks,
      ...(features === "undocumented" ? [] : features.flatMap((each) => each.addresses)),
      "127.0.0.0/8",
      "::1",
    ].map(networkOf),
  );
  const isOpen = inbound.some(
    ({ protocol, services, entry, ports, sources }) =>
      protocol === "tcp" &&
      (services.some((id) => id === "ssh" || id === "whm") ||
        (entry === undefined && entries.some((each) => covers(ports, each.port)))) &&
      (sources === "any" || !sources.every((source) => isCovered(networkOf(source), machines))),
  );
  return warn(!isOpen, {
    code: "lockout",
    ports: entries.map((entry) => entry.port),
    text: "neither SSH nor WHM can be reached by you from outside; only a console gets back in",
  });
}

function noLicenseCallback(release: ReleaseNumber, inbound: readonly Draft[]): PolicyWarning[] {
  const { ports, senders } = licenseCallback(release);
  const isOpenTo = (sources: PolicyRule["sources"]) =>
    sources === "any" ||
    senders.networks.every((sender) => isCovered(networkOf(sender), sources.map(networkOf)));
  const isReachable = inbound.some(
    (rule) =>
      rule.protocol === "tcp" &&
      // A service that was moved to such a port is not the one that answers the license system.
      (rule.entry === undefined || covers(rule.ports, rule.entry.port)) &&
      ports.some(({ port }) => covers(rule.ports, port)) &&
      isOpenTo(rule.sources),
  );
  return warn(!isReachable, {
    code: "no-license-callback",
    ports: ports.map((each) => each.port),
    text: `cPanel's license system, which calls from ${senders.networks.join(" and ")}, reaches none of the ports that it tries; one of them is enough`,
  });
}

function unreachable(rules: readonly Draft[]): PolicyWarning[] {
  const isOpen = (protocol: Protocol, port: number) =>
    rules.some(
      (rule) =>
        rule.direction === "outbound" && rule.protocol === protocol && covers(rule.ports, port),
    );
  return [
    ...warn(!isOpen("udp", 53) || !isOpen("tcp", 53), {
      code: "no-dns",
      ports: [53],
      text: "the server cannot ask DNS servers over both UDP and TCP; names do not resolve reliably, or at all",
    }),
    ...warn(!isOpen("tcp", 2089), {
      code: "no-license-server",
      ports: [2089],
      text: "the server cannot reach cPanel's license servers",
    }),
    ...warn(!isOpen("tcp", 80) || !isOpen("tcp", 443), {
      code: "no-updates",
      ports: [80, 443],
      text: "the server cannot open both HTTP and HTTPS connections; updates, certificates and remote backups need them",
    }),
  ];
}

function unusedService(rules: readonly Draft[], { services }: ReadOptions): PolicyWarning[] {
  const unused = (services ?? [])
    .filter((id) => !rules.some((rule) => rule.services.includes(id)))
    .sort();
  return warn(unused.length > 0, {
    code: "unused-service",
    ports: [],
    text: `no port is open for ${unused.join(", ")}`,
  });
}

function sharedPort(inbound: readonly Draft[], { allowFrom }: ReadOptions): PolicyWarning[] {
  const named = new Set(allowFrom.map(({ selector }) => selector.service ?? selector.port));
  const shared = inbound.flatMap(({ sources, services, entry, ports }) => {
    // Whether the license system still gets in is a warning of its own.
    const others = services.filter((id) => id !== "cpanel-licensing" && !named.has(id));
    return sources === "any" || named.has(entry?.port) || others.length === 0
      ? []
      : [{ port: ports.from, others }];
  });
  return warn(shared.length > 0, {
    code: "shared-port",
    ports: shared.map((each) => each.port),
    text: `limited for one service by allowFrom, and used by others too: ${shared
      .map(({ port, others }) => `${port} by ${others.join(" and ")}`)
      .join(", ")}`,
  });
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
  return warn(ftp.length > 0 && !hasRange, {
    code: "ftp-without-passive-range",
    ports: ftp.map((rule) => rule.ports.from),
    text: `FTP is open without a range for passive transfers, ${ftpPassive.ports.from} to ${ftpPassive.ports.through} unless configured otherwise`,
  });
}

function plainText(inbound: readonly Draft[]): PolicyWarning[] {
  const plain = inbound.filter(
    ({ entry }) =>
      entry?.tls === false &&
      !staysBesideTls(entry) &&
      inbound.some((other) => other.entry?.port === entry.twin),
  );
  return warn(plain.length > 0, {
    code: "plain-text",
    ports: plain.map((rule) => rule.ports.from),
    text: `passwords cross the network in plain text on ${plain.map((rule) => rule.ports.from).join(", ")}; the TLS twin of each is open too`,
  });
}

function conditional(
  rules: readonly Draft[],
  { conditions, operatingSystem }: ReadOptions,
): PolicyWarning[] {
  const isOpenQuestion = ({ id, requires }: Condition) =>
    !conditions.has(id) && (requires.kind !== "operating-system" || operatingSystem === undefined);
  const found = rules.flatMap((rule) =>
    rule.conditions
      .filter(isOpenQuestion)
      .map(({ text }) => ({ port: rule.ports.from, text: `${rule.ports.from}: ${text}` })),
  );
  return warn(found.length > 0, {
    code: "conditional",
    ports: found.map((each) => each.port),
    text: `open, and used only under a condition: ${[...new Set(found.map((each) => each.text))].join(" ")}`,
  });
}

function feedsLeftOut({ allowFrom }: ReadOptions): PolicyWarning[] {
  const feeds = [...new Set(allowFrom.flatMap((each) => each.feeds))];
  return warn(feeds.length > 0, {
    code: "feed-left-out",
    ports: [],
    text: `more sources are published at ${feeds.join(" and ")}; they are not in this policy`,
  });
}

function networkOf(text: string): Network {
  return parseNetwork(text) as Network;
}

function warn(applies: boolean, warning: PolicyWarning): PolicyWarning[] {
  const ports = [...new Set(warning.ports)].sort((a, b) => a - b);
  return applies ? [{ ...warning, ports }] : [];
}
