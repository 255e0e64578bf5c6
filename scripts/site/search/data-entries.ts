import {
  findingRules,
  getPortHistory,
  listPorts,
  releases,
  type Service,
  services,
} from "cpanel-ports";
import type { Entry } from "../../../site/search/index-options.ts";

/** Creates an entry for each port of any release, each service, and each finding rule. */
export function dataEntries(): readonly Omit<Entry, "id">[] {
  return [...portEntries(), ...serviceEntries(), ...findingEntries()];
}

function portEntries(): readonly Omit<Entry, "id">[] {
  const ports = new Set(
    releases.flatMap(({ release }) => listPorts(release).map((each) => each.port)),
  );
  const names = new Map(services.map((each) => [each.id, namesOf(each)]));
  return [...ports].map((port) => {
    const entries = getPortHistory(port).flatMap(({ entry }) => (entry ? [entry] : []));
    return {
      kind: "Ports",
      title: `Port ${port}`,
      detail: entries.at(-1)?.documented.service ?? "",
      url: `index.html#/port/${port}`,
      words: [
        ...entries.flatMap((entry) => entry.services.flatMap((id) => names.get(id) ?? [])),
        ...entries.flatMap(({ ianaNames }) => ianaNames),
      ].join(" "),
    };
  });
}

function serviceEntries(): readonly Omit<Entry, "id">[] {
  return services.map((service) => ({
    kind: "Services",
    title: service.name,
    detail: service.category,
    url: `index.html#/service/${service.id}`,
    words: namesOf(service).join(" "),
  }));
}

function namesOf({ id, name, aliases, daemons }: Service): readonly string[] {
  const programs = typeof daemons === "string" ? [] : daemons.flatMap(({ names }) => names);
  return [id, name, ...aliases, ...programs];
}

function findingEntries(): readonly Omit<Entry, "id">[] {
  return findingRules.map(({ id, severity, title }) => ({
    kind: "Findings",
    title: id,
    detail: title,
    url: `guides/findings.html#${id}`,
    words: [severity, ...(otherWords[id] ?? [])].join(" "),
  }));
}

/** Words for a finding rule that neither its id nor its title contains. */
const otherWords: Readonly<Record<string, readonly string[]>> = { "locked-out": ["lockout"] };
