import type { XmlElement } from "./xml.ts";

/** What a service of firewalld lets in. */
export interface FirewalldService {
  /** As `22/tcp` or `49152-65534/udp`. */
  readonly ports: readonly string[];
  readonly sourcePorts: readonly string[];
  readonly protocols: readonly string[];
  /** The addresses of the server for which it holds; any where there is none. */
  readonly destinations: readonly string[];
  readonly includes: readonly string[];
  /** What of it was not understood. */
  readonly unknown: readonly string[];
}

/** Reads the XML of a service. */
export function readServiceXml(
  { children }: XmlElement,
  unknown: readonly string[] = [],
): FirewalldService {
  const named = (name: string) => children.filter((each) => each.name === name);
  const ports = (name: string) =>
    named(name)
      .filter(({ attributes }) => attributes.port)
      .map(({ attributes }) => `${attributes.port}/${attributes.protocol}`);
  return {
    ports: ports("port"),
    sourcePorts: ports("source-port"),
    protocols: [
      ...named("protocol").map(({ attributes }) => String(attributes.value)),
      ...named("port")
        .filter(({ attributes }) => !attributes.port)
        .map(({ attributes }) => String(attributes.protocol)),
    ],
    destinations: named("destination").flatMap(({ attributes }) =>
      [attributes.ipv4, attributes.ipv6].filter((each) => each !== undefined),
    ),
    unknown,
    includes: named("include").map(({ attributes }) => String(attributes.service)),
  };
}
