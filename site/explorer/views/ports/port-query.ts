import {
  categories,
  isCpanelPortsError,
  listPorts,
  listServices,
  type PortEntry,
  type PortFilter,
  parsePortFilter,
  type ReleaseNumber,
} from "cpanel-ports";

/** A part of the typed query. */
export interface Term {
  /** The text as typed. */
  readonly text: string;
  /** The field, such as `service`; `null` for a plain word. */
  readonly field: Field | null;
  /** The values after the colon, or the word. */
  readonly value: string;
  /** Whether a minus sign precedes it. */
  readonly isExcluded: boolean;
}

/** The fields of a query, and their values if there are few. */
export const fields = {
  port: [],
  service: listServices().map((each) => each.id),
  category: categories,
  direction: ["inbound", "outbound"],
  protocol: ["tcp", "udp"],
  scope: ["network", "loopback"],
  protection: ["implicit", "starttls", "ssh", "none", "undocumented"],
} as const satisfies Readonly<Record<keyof PortFilter, readonly string[]>>;

export type Field = keyof typeof fields;

/** A parsed query, or its invalid term. */
export type ReadQuery = Problem | Understood;

interface Understood {
  readonly terms: readonly Term[];
  readonly matches: (port: number, release: ReleaseNumber) => boolean;
}

export interface Problem {
  readonly terms: readonly Term[];
  /** The invalid term. */
  readonly wrong: Term;
  /** What is wrong with it. */
  readonly problem: string;
  /** A suggestion to use instead. */
  readonly suggestion: string | null;
}

/**
 * Reads a query: words, and `field:value[,value]` as {@link parsePortFilter} takes them, each with a minus sign
 * before it to exclude. All of them must match.
 */
export function readQuery(text: string): ReadQuery {
  const terms = termsOf(text);
  const tests: ((port: number, release: ReleaseNumber) => boolean)[] = [];
  for (const term of terms) {
    try {
      const test = term.field === null ? wordTest(term.value) : fieldTest(term.field, term.value);
      tests.push(term.isExcluded ? (port, release) => !test(port, release) : test);
    } catch (error) {
      if (!isCpanelPortsError(error)) {
        throw error;
      }
      const suggestion = "suggestion" in error ? (error.suggestion as string | null) : null;
      return {
        terms,
        wrong: term,
        problem: error.message,
        suggestion: suggestion && withValue(term, suggestion),
      };
    }
  }
  return { terms, matches: (port, release) => tests.every((test) => test(port, release)) };
}

/** Splits a query at spaces; double quotes enclose a value with spaces. */
export function termsOf(text: string): readonly Term[] {
  return (text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []).map((part) => {
    const isExcluded = part.startsWith("-") && part.length > 1;
    const [, name = "", rest = ""] = /^-?([a-z]+):(.*)$/is.exec(part) ?? [];
    const field = Object.hasOwn(fields, name.toLowerCase()) ? (name.toLowerCase() as Field) : null;
    const value = field === null ? part.slice(isExcluded ? 1 : 0) : rest;
    return { text: part, field, value: value.replaceAll('"', ""), isExcluded };
  });
}

/** A term with another value, as it would be typed. */
function withValue({ field, isExcluded }: Term, value: string): string {
  const quoted = /\s/.test(value) ? `"${value}"` : value;
  return `${isExcluded ? "-" : ""}${field === null ? "" : `${field}:`}${quoted}`;
}

function fieldTest(field: Field, value: string) {
  if (value === "") {
    return () => true;
  }
  return membership(parsePortFilter({ [field]: value }));
}

function membership(filter: PortFilter) {
  const ports = new Map<ReleaseNumber, ReadonlySet<number>>();
  return (port: number, release: ReleaseNumber) => {
    const known =
      ports.get(release) ?? new Set(listPorts(release, filter).map((each) => each.port));
    ports.set(release, known);
    return known.has(port);
  };
}

/** A number matches ports that begin with it; any other word matches ports by their names and remarks. */
function wordTest(word: string) {
  const wanted = word.toLowerCase();
  const holds = /^\d+$/.test(wanted)
    ? (entry: PortEntry) => String(entry.port).startsWith(wanted)
    : (entry: PortEntry) => wordsOf(entry).includes(wanted);
  const byRelease = new Map<ReleaseNumber, ReadonlySet<number>>();
  return (port: number, release: ReleaseNumber) => {
    const known =
      byRelease.get(release) ??
      new Set(
        listPorts(release)
          .filter(holds)
          .map((entry) => entry.port),
      );
    byRelease.set(release, known);
    return known.has(port);
  };
}

const servicesById = new Map(listServices().map((each) => [each.id, each]));
const words = new WeakMap<PortEntry, string>();

function wordsOf(entry: PortEntry): string {
  const known =
    words.get(entry) ??
    [
      entry.documented.service,
      ...entry.ianaNames,
      ...entry.categories,
      ...entry.services.flatMap((id) => {
        const service = servicesById.get(id);
        return [id, service?.name ?? "", ...(service?.aliases ?? [])];
      }),
      ...entry.conditions.map((each) => each.text),
      ...entry.annotations.map((each) => each.text),
    ]
      .join("\n")
      .toLowerCase();
  words.set(entry, known);
  return known;
}
