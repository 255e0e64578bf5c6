import type { OwnEntry } from "../dataset/own-entry.ts";
import type { Protection } from "../dataset/types.ts";
import { InvalidOptionError, refusal, unknownName } from "../errors.ts";
import type { Direction, Protocol } from "../net/types.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { isLabel } from "../util/is-label.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import { isPort } from "../util/is-port.ts";
import type { OneOrMany } from "../util/one-or-many.ts";
import { quote } from "../util/quote.ts";

/** A custom port, for {@link defineEntry}. */
export interface EntryDefinition<P extends number = number> {
  /** The port number, 1 to 65535. */
  readonly port: P;
  /** The transport protocols. */
  readonly protocol: OneOrMany<Protocol>;
  /** The directions in which connections are opened. */
  readonly direction: OneOrMany<Direction>;
  /** The name of what uses the port: 1 to 60 characters on one line. */
  readonly service: string;
  /** How connections are protected; default: `"undocumented"`. */
  readonly protection?: Protection | undefined;
}

const names: Readonly<Record<keyof EntryDefinition, true>> = {
  port: true,
  protocol: true,
  direction: true,
  service: true,
  protection: true,
};

/**
 * Creates a custom entry. Tables and policies accept it in addition to documented entries, and mark it as not documented
 * by cPanel.
 *
 * @param definition - the port, its protocols and directions, and what uses it
 * @returns an entry with `documented: null`
 * @throws {@link InvalidOptionError} when a field or a value does not exist
 *
 * @example
 * ```ts
 * import { createPolicy, defineEntry, listPorts } from "cpanel-ports";
 * import { renderText } from "cpanel-ports/render";
 *
 * const panel = defineEntry({ port: 8443, protocol: "tcp", direction: "inbound", service: "Panel" });
 * const table = renderText([...listPorts(126, { service: "ssh" }), panel], { columns: ["port", "service"] });
 * table.split("\n")[2]; // => "8443  Panel (not documented by cPanel)"
 * createPolicy(126, { services: "ssh", add: panel }).rules.map((rule) => rule.ports.from); // => [22, 8443, 68, 546]
 * ```
 */
export function defineEntry<P extends number>(definition: EntryDefinition<P>): OwnEntry<P> {
  if (!isPlainObject(definition)) {
    throw new InvalidOptionError(`the entry is ${quote(definition)}`, {
      field: "entry",
      input: definition,
      expected: `an object with the fields ${Object.keys(names).join(", ")}`,
      accepted: Object.keys(names),
    });
  }
  for (const name of Object.keys(definition)) {
    if (!Object.hasOwn(names, name)) {
      const accepted = Object.keys(names);
      throw unknownName(name, "a field of an entry", accepted, `one of ${accepted.join(", ")}`);
    }
  }
  const { port, service, protection = "undocumented" } = definition;
  if (!isPort(port)) {
    throw refusal("port", port, [], "a whole number from 1 to 65535");
  }
  const protocols = listOf("protocol", definition.protocol, ["tcp", "udp"]);
  const directions = listOf("direction", definition.direction, ["inbound", "outbound"]);
  if (!isLabel(service, 60)) {
    throw refusal(
      "service",
      service,
      [],
      "1 to 60 characters on one line, without control characters",
    );
  }
  listOf("protection", protection, ["implicit", "starttls", "ssh", "none", "undocumented"]);
  return deepFreeze({
    port,
    documented: null,
    own: {
      service,
      tcp: protocols.includes("tcp"),
      udp: protocols.includes("udp"),
      inbound: directions.includes("inbound"),
      outbound: directions.includes("outbound"),
    },
    services: [],
    categories: [],
    scope: "network",
    protection,
    twin: null,
    sourcePorts: "undocumented",
    ianaNames: [],
    conditions: [],
    annotations: [],
    basis: { scope: [], protection: [], twin: [], sourcePorts: [], ianaNames: [] },
  });
}

function listOf<T extends string>(
  field: string,
  given: OneOrMany<T>,
  accepted: readonly T[],
): readonly T[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const known = accepted.filter((each) => list.includes(each));
  const [other] = list.filter((each) => !accepted.some((word) => word === each));
  if (list.length === 0 || other !== undefined || list.includes(undefined)) {
    throw new InvalidOptionError(`${field} is ${quote(other ?? given)}`, {
      field,
      input: other ?? given,
      expected: `one of ${accepted.join(", ")}`,
      accepted,
    });
  }
  return known;
}
