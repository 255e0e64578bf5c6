import {
  getPort,
  listPorts,
  listServices,
  type PolicyWarning,
  type ReleaseNumber,
} from "cpanel-ports";
import { givenPorts } from "./options-of.ts";
import { releaseOf } from "./release-of.ts";
import type { Settings } from "./settings.ts";
import { isTicked, withTick } from "./ticks.ts";
import { wordsIn } from "./words-in.ts";

/** The fix for the cause of a warning: other settings, or a field to fill in. */
export interface Mending {
  /** What it does, as the label of a button. */
  readonly text: string;
  readonly settings?: Settings;
  readonly field?: string;
}

const needs: Readonly<Partial<Record<PolicyWarning["code"], readonly string[]>>> = {
  "no-dhcp": ["dhcp", "dhcpv6"],
  "no-dns": ["dns-queries"],
  "no-license-server": ["license-servers"],
  "no-time": ["network-time"],
  "no-updates": ["updates"],
};

/** Returns the setting that removes the cause of a warning; `null` if there is no obvious one. */
export function mendingOf(warning: PolicyWarning, settings: Settings): Mending | null {
  const release = releaseOf(settings.release);
  switch (warning.code) {
    case "database-open":
      return limited(warning.ports, settings, "mysql", "Limit who reaches MySQL");
    case "internal-port-open":
      return limited(warning.ports, settings, null, "Limit who reaches it");
    case "ftp-without-passive-range":
      return { text: "Add the passive range", settings: { ...settings, ftpPassive: true } };
    case "plain-text":
      return { text: "Prefer TLS", settings: { ...settings, preferTls: true } };
    case "lockout":
      return letYourselfIn(settings);
    case "no-license-callback":
      return letLicenseSystemIn(warning.ports, settings, release);
    case "shared-port":
      return limitLikewise(warning.ports, settings, release);
    case "unused-service":
      return useService(warning.ports, settings, release);
    case "feed-left-out":
      return null;
    default: {
      const left = needs[warning.code] ?? [];
      const omit = settings.omit.filter((each) => !left.includes(each));
      return { text: "Let it through", settings: { ...settings, omit } };
    }
  }
}

/** The field of an added port, or else of the service. */
function limited(
  ports: readonly number[],
  { add }: Settings,
  service: string | null,
  text: string,
): Mending | null {
  const row = givenPorts(add).find((each) => {
    const [from = 0, through = from] = each.ports.split("-").map(Number);
    return ports.some((port) => from <= port && port <= through);
  });
  const key = row ? row.ports.trim() : service;
  return key === null ? null : { text, field: `allowFrom.${key}` };
}

function letYourselfIn(settings: Settings): Mending {
  return isTicked(settings, "ssh")
    ? { text: "State where you reach SSH from", field: "allowFrom.ssh" }
    : { text: "Open SSH", settings: withTick(settings, "ssh", true) };
}

function letLicenseSystemIn(
  ports: readonly number[],
  settings: Settings,
  release: ReleaseNumber,
): Mending | null {
  const { allowFrom } = settings;
  const entries = ports.flatMap((port) => getPort(release, port) ?? []);
  const keys: readonly string[] = entries.flatMap(({ port, services }) => [
    String(port),
    ...services,
  ]);
  const key = Object.keys(allowFrom)
    .filter((each) => keys.includes(each) && allowFrom[each]?.trim())
    .sort((a, b) => Number(b === "whm") - Number(a === "whm"))[0];
  if (key !== undefined) {
    const text = [...wordsIn(allowFrom[key] ?? ""), "license-callback"].join(",");
    return {
      text: `Let the license system reach ${nameOf(key)}`,
      settings: { ...settings, allowFrom: { ...allowFrom, [key]: text } },
    };
  }
  const entry = entries.find(
    (each) => each.services.includes("whm") && each.protection === "implicit",
  );
  if (entry === undefined) {
    return null;
  }
  const { port } = entry;
  const isOut = (id: string) => entry.services.some((each) => each === id) || id === String(port);
  return {
    text: `Open ${port} to the license system only`,
    settings: {
      ...settings,
      moreServices:
        settings.services === null
          ? settings.moreServices
          : [...wordsIn(settings.moreServices), port].join(","),
      omit: settings.omit.filter((id) => !isOut(id)),
      moreOmit: wordsIn(settings.moreOmit)
        .filter((id) => !isOut(id))
        .join(","),
      allowFrom: { ...allowFrom, [port]: "license-callback" },
    },
  };
}

/** Limits the services that share a port with a limited service in the same way. */
function limitLikewise(
  ports: readonly number[],
  settings: Settings,
  release: ReleaseNumber,
): Mending {
  const allowFrom: Record<string, string> = { ...settings.allowFrom };
  const names: string[] = [];
  for (const port of ports) {
    const users = getPort(release, port)?.services ?? [];
    const sources = users.flatMap((id) => settings.allowFrom[id] ?? [])[0] ?? "";
    for (const id of users) {
      if (id !== "cpanel-licensing" && !allowFrom[id]) {
        allowFrom[id] = sources;
        names.push(nameOf(id));
      }
    }
  }
  return {
    text: `Also limit ${names.join(" and ")}`,
    settings: { ...settings, allowFrom },
  };
}

/** States the conditions of the ports, or unticks the services that the release lacks. */
function useService(
  ports: readonly number[],
  settings: Settings,
  release: ReleaseNumber,
): Mending | null {
  const { services, conditions } = settings;
  const ids = listPorts(release, { port: [...ports] }).flatMap((each) =>
    each.conditions.map(({ id }) => id),
  );
  if (ports.length > 0 && ids.length > 0 && conditions !== "all") {
    const stated = Object.fromEntries(ids.map((id) => [id, true]));
    return {
      text: "State that the condition is met",
      settings: { ...settings, conditions: { ...conditions, ...stated } },
    };
  }
  const known: readonly string[] = listServices(release).map((each) => each.id);
  const unknown = services?.filter((id) => !known.includes(id)) ?? [];
  return unknown.length === 0
    ? null
    : {
        text: `Remove ${unknown.map(nameOf).join(" and ")}`,
        settings: { ...settings, services: services?.filter((id) => known.includes(id)) ?? null },
      };
}

/** The name of a service; ports have none. */
function nameOf(key: string): string {
  return listServices().find((each) => each.id === key)?.name ?? key;
}
