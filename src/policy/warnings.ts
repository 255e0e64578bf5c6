import type { ReleaseNumber } from "../dataset/generated.ts";
import type { PortEntry, Protocol } from "../dataset/types.ts";
import { licenseCallback } from "../query/license-callback.ts";
import { listPorts } from "../query/list-ports.ts";
import { ftpPassive } from "./ftp-passive.ts";
import { isWithin, type Network, parseNetwork } from "./network.ts";
import { covers, overlaps } from "./port-range.ts";
import type { ReadOptions } from "./read-options.ts";
import { staysBesideTls } from "./stays-beside-tls.ts";
import type { PolicyRule, PolicyWarning } from "./types.ts";

/** A rule, and the entry that it opens, if it opens one. */
interface OpenedRule extends PolicyRule {
  readonly entry: PortEntry | undefined;
}

/** What the reader of a policy should know before loading it, the gravest first. */
export function findWarnings(
  release: ReleaseNumber,
  rules: readonly OpenedRule[],
  options: ReadOptions,
): PolicyWarning[] {
  const inbound = rules.filter((rule) => rule.direction === "inbound");
  return [
    ...lockout(release, inbound),
    ...noLicenseCallback(release, inbound),
    ...(options.outbound === "documented" ? unreachable(rules) : []),
    ...ftpWithoutPassiveRange(inbound),
    ...plainText(inbound),
    ...conditional(rules),
    ...feedsLeftOut(options),
  ];
}

function lockout(release: ReleaseNumber, inbound: readonly OpenedRule[]): PolicyWarning[] {
  const entries = listPorts(release, { service: ["ssh", "whm"], direction: "inbound" });
  const isOpen = inbound.some(
    (rule) =>
      rule.protocol === "tcp" &&
      (rule.services.some((id) => id === "ssh" || id === "whm") ||
        entries.some((entry) => covers(rule.ports, entry.port))),
  );
  return warn(!isOpen, {
    code: "lockout",
    ports: entries.map((entry) => entry.port),
    text: "neither SSH nor WHM can be reached from outside; only a console gets back in",
  });
}

function noLicenseCallback(
  release: ReleaseNumber,
  inbound: readonly OpenedRule[],
): PolicyWarning[] {
  const { ports, senders } = licenseCallback(release);
  const networks = senders.networks.map((text) => parseNetwork(text) as Network);
  const isOpenTo = (sources: PolicyRule["sources"]) =>
    sources === "any" ||
    networks.every((sender) =>
      sources.some((source) => isWithin(sender, parseNetwork(source) as Network)),
    );
  const isReachable = inbound.some(
    (rule) =>
      rule.protocol === "tcp" &&
      ports.some(({ port }) => covers(rule.ports, port)) &&
      isOpenTo(rule.sources),
  );
  return warn(!isReachable, {
    code: "no-license-callback",
    ports: ports.map((each) => each.port),
    text: `cPanel's license system, which calls from ${senders.networks.join(" and ")}, reaches none of the ports that it tries; one of them is enough`,
  });
}

function unreachable(rules: readonly OpenedRule[]): PolicyWarning[] {
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

function ftpWithoutPassiveRange(inbound: readonly OpenedRule[]): PolicyWarning[] {
  const ftp = inbound.filter((rule) => rule.services.includes("ftp"));
  const hasRange = inbound.some(
    (rule) =>
      rule.protocol === "tcp" &&
      rule.entry === undefined &&
      (rule.services.includes("ftp") || overlaps(rule.ports, ftpPassive.ports)),
  );
  return warn(ftp.some((rule) => rule.entry) && !hasRange, {
    code: "ftp-without-passive-range",
    ports: ftp.map((rule) => rule.ports.from),
    text: `FTP is open without a range for passive transfers, ${ftpPassive.ports.from} to ${ftpPassive.ports.through} unless configured otherwise`,
  });
}

function plainText(inbound: readonly OpenedRule[]): PolicyWarning[] {
  const plain = inbound.filter(
    ({ entry }) =>
      entry?.tls === false &&
      !staysBesideTls(entry) &&
      inbound.some((other) => other.entry?.port === entry.twin),
  );
  return warn(plain.length > 0, {
    code: "plain-text",
    ports: plain.map((rule) => rule.ports.from),
    text: "these ports take passwords in plain text, and each has a TLS twin that is open too",
  });
}

function conditional(rules: readonly OpenedRule[]): PolicyWarning[] {
  const found = rules.filter((rule) => rule.conditions.length > 0);
  return warn(found.length > 0, {
    code: "conditional",
    ports: [...new Set(found.map((rule) => rule.ports.from))],
    text: `open, and used only under a condition: ${[
      ...new Set(
        found.flatMap((rule) => rule.conditions.map((each) => `${rule.ports.from}: ${each.text}`)),
      ),
    ].join(" ")}`,
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

function warn(applies: boolean, warning: PolicyWarning): PolicyWarning[] {
  return applies ? [warning] : [];
}
