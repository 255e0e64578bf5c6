import { readPortElement, readProtocol } from "./read-part.ts";
import type { XmlElement } from "./read-xml.ts";
import type { Part, Service, ServicePart } from "./ruleset.ts";
import { unrecognizedIn } from "./unrecognized-in.ts";

/**
 * Reads a service.
 *
 * @throws {@link InvalidConfigurationError} if an element lacks a required attribute
 */
export function readService(root: XmlElement): Service {
  const named = (name: string) => root.children.filter((each) => each.name === name);
  const destinations = named("destination").flatMap(({ attributes: { ipv4, ipv6 } }) =>
    [ipv4, ipv6].filter((each) => each !== undefined),
  );
  const read = (element: XmlElement, part: Part): ServicePart => ({
    part: destinations.length > 0 && part.kind !== "unknown" ? { ...part, destinations } : part,
    origin: element.origin,
  });
  const hasPort = ({ attributes: { port } }: XmlElement) => port !== "";
  return {
    origin: root.origin,
    parts: [
      ...named("port")
        .filter(hasPort)
        .map((each) => read(each, readPortElement(each, "port"))),
      ...named("source-port")
        .filter(hasPort)
        .map((each) => read(each, readPortElement(each, "source-port"))),
      ...named("protocol").map((each) => read(each, readProtocol(each.attributes.value))),
      // An empty port represents the whole protocol.
      ...named("port")
        .filter((each) => !hasPort(each))
        .map((each) => read(each, readProtocol(each.attributes.protocol))),
      ...unrecognizedIn("service", root).map(
        ({ what, origin }): ServicePart => ({
          part: { kind: "unknown", what: `${what} of the service` },
          origin,
        }),
      ),
    ],
    includes: named("include").map(({ attributes }) => String(attributes.service)),
  };
}
