import type { Dataset } from "../../src/dataset/types.ts";
import type { DataChange, RedirectsFile, Subject } from "../../src/schema/history.ts";
import { idsOfSubject } from "./ids-of-subject.ts";

/** The subjects that programs refer to by id. Ports and releases are numbers and have no other name. */
const named: readonly Subject[] = [
  "alias",
  "category",
  "feature",
  "internal-port",
  "operating-system",
  "server-need",
  "service",
];

/**
 * Returns the problems with the redirects of removed ids: an id without a redirect, a redirect to an unknown id, and
 * a service that lacks its old id as an alias, which filters need.
 */
export function missingRedirects(
  changes: readonly DataChange[],
  { redirects }: RedirectsFile,
  dataset: Dataset,
): readonly string[] {
  const words = new Map(dataset.services.map((each) => [each.id as string, each.aliases]));
  const gone = changes
    .filter((each) => each.change === "removed" && named.includes(each.subject))
    .filter(
      ({ subject, id }) => !redirects.some((each) => each.subject === subject && each.from === id),
    )
    .map(
      ({ subject, id }) =>
        `${subject} ${id} was removed: add its replacement to data/redirects.json`,
    );
  const unknown = redirects
    .filter(({ subject, to }) => to !== null && !idsOfSubject(dataset, subject).has(to))
    .map(
      ({ subject, from, to }) => `${subject} ${from} is redirected to ${to}, which does not exist`,
    );
  const withoutAlias = redirects
    .filter(
      ({ subject, from, to }) =>
        subject === "service" && !(words.get(to ?? "")?.includes(from) ?? true),
    )
    .map(({ from, to }) => `service ${from} is redirected to ${to}, which has no alias ${from}`);
  return [...gone, ...unknown, ...withoutAlias];
}
