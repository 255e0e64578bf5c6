import { findingRules, getPortHistory, listPorts, releases, services } from "cpanel-ports";
import type { Entry } from "../../../site/search/index-options.ts";

/** Makes an entry of each port of any release, of each service, and of each rule of findings. */
export function dataEntries(): readonly Omit<Entry, "id">[] {
  return [...portEntries(), ...serviceEntries(), ...findingEntries()];
}

function portEntries(): readonly Omit<Entry, "id">[] {
  const ports = new Set(
    releases.flatMap(({ release }) => listPorts(release).map((each) => each.port)),
  );
  const names = new Map(services.map(({ id, name, aliases }) => [id, [id, name, ...aliases]]));
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
  return services.map(({ id, name, aliases, daemons, category }) => ({
    kind: "Services",
    title: name,
    detail: category,
    url: `index.html#/service/${id}`,
    words: [id, ...aliases, ...(daemons === "undocumented" ? [] : daemons)].join(" "),
  }));
}

function findingEntries(): readonly Omit<Entry, "id">[] {
  return findingRules.map(({ id, severity, title }) => ({
    kind: "Findings",
    title: id,
    detail: title,
    url: `guides/findings.html#${id}`,
    words: severity,
  }));
}
