/** The views of the explorer, by the first part of the address. */
const views = [
  "ports",
  "port",
  "release",
  "service",
  "compare",
  "firewall",
  "audit",
  "check",
] as const;

export type ViewName = (typeof views)[number];

/** What an address shows: a view, its subject, and its settings. */
export interface Route {
  readonly view: ViewName | "not-found";
  /** The path after the view, such as the port of `#/port/2083`. */
  readonly path: readonly string[];
  /** The settings of the view, in the order of the address. */
  readonly query: URLSearchParams;
}

/** Reads the part of an address after `#`; if empty, the matrix of ports. */
export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s, 2);
  const [first = "", ...rest] = path.replace(/^\//, "").split("/").map(decoded);
  const view = views.find((each) => each === (first === "" ? "ports" : first)) ?? "not-found";
  return { view, path: rest, query: new URLSearchParams(query) };
}

/** Returns settings by name; for a repeated name, the first value, as `get` does. */
export function settingsOf(query: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...query.keys()].map((name) => [name, query.get(name) ?? ""]));
}

/** Writes an address; omits settings without a value. */
export function routeText(
  view: ViewName,
  path: readonly (number | string)[] = [],
  query: Readonly<Record<string, string | undefined>> | URLSearchParams = {},
): string {
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query);
  const given = pairs.filter((each): each is [string, string] => !!each[1]);
  const text = new URLSearchParams(given)
    .toString()
    .replace(/%(?:2C|2F|3A|3D)/g, decodeURIComponent);
  const parts = [view, ...path].map((each) => encodeURIComponent(each));
  return `#/${parts.join("/")}${text === "" ? "" : `?${text}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
