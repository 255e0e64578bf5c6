import type { ReleaseNumber } from "../../dataset/literals.generated.ts";
import type { Condition } from "../../dataset/types.ts";
import { subtract } from "../../net/address-set.ts";
import { covers, overlaps } from "../../net/port-range.ts";
import { allFamilies, combine, isNobody, remotesOf } from "../../net/remote-addresses.ts";
import { getLicenseCallback } from "../../query/get-license-callback.ts";
import { listFeatureSources } from "../../query/list-feature-sources.ts";
import { listPorts } from "../../query/list-ports.ts";
import { licenseSystemReaches } from "../license-system-reaches.ts";
import { outboundNeeds } from "../outbound-needs.ts";
import type { PolicyWarning } from "../types.ts";
import { yieldsToTwin } from "../yields-to-twin.ts";
import type { Draft } from "./draft.ts";
import { ftpPassive } from "./ftp-passive.ts";
import type { ReadOptions } from "./read-options.ts";

/** What the reader of a policy should know before loading it, the most severe first. */
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
  // The administrator does not connect from any of these addresses.
  const features = listFeatureSources(release);
  const machines = remotesOf(
    {
      sources: [
        ...getLicenseCallback(release).senders.networks,
        ...(features === "undocumented" ? [] : features.flatMap((each) => each.addresses)),
        "127.0.0.0/8",
        "::1",
      ],
      except: [],
    },
    allFamilies,
  );
  const isOpen = inbound.some(
    (rule) =>
      rule.protocol === "tcp" &&
      (rule.services.some((id) => id === "ssh" || id === "whm") ||
        (rule.entry === undefined && entries.some((each) => covers(rule.ports, each.port)))) &&
      !isNobody(combine(remotesOf(rule, allFamilies), machines, subtract)),
  );
  return warn(!isOpen, {
    code: "lockout",
    ports: entries.map((entry) => entry.port),
    text: "neither SSH nor WHM can be reached by you from outside; only a console gets back in",
  });
}

function noLicenseCallback(release: ReleaseNumber, inbound: readonly Draft[]): PolicyWarning[] {
  const { ports, senders } = getLicenseCallback(release);
  const accessTo = (port: number) =>
    inbound
      .filter(
        ({ protocol, ports: range, entry }) =>
          protocol === "tcp" &&
          covers(range, port) &&
          // A service that was moved to such a port is not the one that answers the license system.
          (entry === undefined || covers(range, entry.port)),
      )
      .map((rule) => remotesOf(rule, allFamilies));
  return warn(!licenseSystemReaches(release, accessTo, allFamilies), {
    code: "no-license-callback",
    ports: ports.map((each) => each.port),
    text: `cPanel's license system, which calls from ${senders.networks.join(" and ")}, reaches none of the ports that it tries; one of them is enough`,
  });
}

const needTexts = {
  "no-dns":
    "the server cannot ask DNS servers over both UDP and TCP; names do not resolve reliably, or at all",
  "no-license-server": "the server cannot reach cPanel's license servers",
  "no-updates":
    "the server cannot open both HTTP and HTTPS connections; updates, certificates and remote backups need them",
} as const;

function unreachable(rules: readonly Draft[]): PolicyWarning[] {
  return outboundNeeds.flatMap(({ id, ports }) => {
    const isMet = ports.every(({ protocol, port }) =>
      rules.some(
        (rule) =>
          rule.direction === "outbound" && rule.protocol === protocol && covers(rule.ports, port),
      ),
    );
    return warn(!isMet, {
      code: id,
      ports: ports.map(({ port }) => port),
      text: needTexts[id],
    });
  });
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
  const open = inbound.filter(
    ({ entry }) =>
      entry && yieldsToTwin(entry) && inbound.some((other) => other.entry?.port === entry.twin),
  );
  const portsOf = (rules: readonly Draft[]) => rules.map((rule) => rule.ports.from).join(", ");
  const optional = open.filter((rule) => rule.entry?.protection === "starttls");
  const plain = open.filter((rule) => !optional.includes(rule));
  const places = [
    ...(plain.length > 0 ? [`on ${portsOf(plain)}`] : []),
    ...(optional.length > 0 ? [`on ${portsOf(optional)} where clients do not upgrade to TLS`] : []),
  ];
  return warn(open.length > 0, {
    code: "plain-text",
    ports: open.map((rule) => rule.ports.from),
    text: `passwords cross the network in plain text ${places.join(", and ")}; the TLS twin of each is open too`,
  });
}

function conditional(
  rules: readonly Draft[],
  { conditions, operatingSystem }: ReadOptions,
): PolicyWarning[] {
  const isOpenQuestion = ({ id, requires }: Condition) =>
    !conditions.has(id) && (requires.kind !== "operating-system" || operatingSystem === undefined);
  const found = rules.flatMap((rule) =>
    rule.conditions.filter(isOpenQuestion).map(({ text }) => ({
      port: rule.ports.from,
      text: `${rule.ports.from}/${rule.protocol} ${text}`,
    })),
  );
  return warn(found.length > 0, {
    code: "conditional",
    ports: found.map((each) => each.port),
    text: `open, and idle unless a condition holds: ${[...new Set(found.map((each) => each.text))].join("; ")}`,
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
  const ports = [...new Set(warning.ports)].sort((a, b) => a - b);
  return applies ? [{ ...warning, ports }] : [];
}
