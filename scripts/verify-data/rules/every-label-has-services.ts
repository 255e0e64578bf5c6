import type { Rule } from "../rule.ts";

export const everyLabelHasServices: Rule = {
  says: "every service label of a page has services, and every label and service is used",
  check: ({ files }) => {
    const { labels, services } = files.services;
    const used = new Set(
      files.pages.flatMap((page) =>
        [...page.ports, ...page.licenseCallback].map((row) => row.service),
      ),
    );
    const named = new Set(Object.values(labels).flat());
    const ids = new Set(services.map((each) => each.id));
    const quoted = (label: string) => `services.json: the label ${JSON.stringify(label)}`;
    return [
      ...[...used]
        .filter((label) => !Object.hasOwn(labels, label))
        .map((label) => `${quoted(label)} of a page has no services`),
      ...Object.keys(labels)
        .filter((label) => !used.has(label))
        .map((label) => `${quoted(label)} is on no page`),
      ...[...named]
        .filter((id) => !ids.has(id))
        .map((id) => `services.json: unknown service ${id}`),
      ...[...ids]
        .filter((id) => !named.has(id))
        .map((id) => `services.json: no label names the service ${id}`),
    ];
  },
};
