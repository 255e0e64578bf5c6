import type { PortRange } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { XmlElement } from "./read-xml.ts";
import type { Part, PortCondition } from "./ruleset.ts";

/** Reads a port, such as `22` or `49152-65534`. */
export function readPort(
  port: string,
  protocol: string,
  kind: PortCondition["kind"],
): PortCondition {
  return { kind, text: `${port}/${protocol}`, ports: readPortRange(port), protocol };
}

/** Reads an element with a port and a protocol. */
export function readPortElement(
  { attributes: { port = "", protocol = "" } }: XmlElement,
  kind: PortCondition["kind"],
): PortCondition {
  return readPort(port, protocol, kind);
}

/** Reads the name of a protocol; anything else, such as a port, is unknown. */
export function readProtocol(name = ""): Part {
  return /^[\w+.-]+$/.test(name)
    ? { kind: "protocol", name }
    : { kind: "unknown", what: `protocol ${excerpt(name)}` };
}

/** Reads `22` or `49152-65534`; firewalld accepts the ends in any order. */
function readPortRange(text: string): PortRange | undefined {
  const [, first, second = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const ends = [Number(first), Number(second)];
  return ends.every((end) => end <= 65535)
    ? { from: Math.min(...ends), through: Math.max(...ends) }
    : undefined;
}
