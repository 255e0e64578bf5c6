import type { Family } from "../../net/types.ts";
import { readPriority } from "./read-priority.ts";
import type { XmlElement } from "./read-xml.ts";

/** The parts of a rich rule; firewalld accepts one of each. */
export interface RichRuleParts {
  readonly family: Family | undefined;
  readonly priority: number | undefined;
  readonly source: XmlElement | undefined;
  readonly destination: XmlElement | undefined;
  readonly element: XmlElement | undefined;
  readonly action: XmlElement | undefined;
  readonly log: XmlElement | undefined;
  readonly audit: XmlElement | undefined;
  /** The elements beyond one of each. */
  readonly more: readonly XmlElement[];
}

/** Groups the elements of a rich rule by their role. */
export function richRuleParts({ attributes, children }: XmlElement): RichRuleParts {
  const all = (...names: string[]) => children.filter(({ name }) => names.includes(name));
  const [source, ...moreSources] = all("source");
  const [destination, ...moreDestinations] = all("destination");
  const [action, ...moreActions] = all("accept", "reject", "drop", "mark");
  const [log, ...moreLogs] = all("log", "nflog");
  const [audit, ...moreAudits] = all("audit");
  const more = [...moreSources, ...moreDestinations, ...moreActions, ...moreLogs, ...moreAudits];
  const sorted = new Set([source, destination, action, log, audit, ...more]);
  const [element, ...moreElements] = children.filter((each) => !sorted.has(each));
  return {
    family: familyOf(attributes.family),
    priority: readPriority(attributes.priority ?? "0"),
    ...{ source, destination, element, action, log, audit },
    more: [...more, ...moreElements],
  };
}

function familyOf(text: string | undefined): Family | undefined {
  return text === "ipv4" || text === "ipv6" ? text : undefined;
}
