import type { Dataset } from "../../src/dataset/types.ts";
import type { DataChange, RedirectsFile, Subject } from "../../src/schema/history.ts";

/** What programs name by an id of its own. Ports and releases are numbers, and have no other name. */
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
 * Returns what is wrong with the redirects of ids that are gone: an id without one, a redirect to what is not
 * there, and a service whose old id is no alias of the new one, which filters need to find it.
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
        `${subject} ${id} is gone: name what stands for it in data/redirects.json`,
    );
  const broken = redirects
    .filter((each) => each.subject === "service" && each.to !== null)
    .filter(({ from, to }) => !words.get(to ?? "")?.includes(from))
    .map(({ from, to }) => `service ${from} is redirected to ${to}, which has no alias ${from}`);
  return [...gone, ...broken];
}
