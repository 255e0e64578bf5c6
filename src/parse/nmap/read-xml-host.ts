import { parsePrefix } from "../../net/network.ts";
import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { isPort } from "../../util/is-port.ts";
import type { XmlElement } from "../read-xml-document.ts";
import { isLoopback } from "./is-loopback.ts";
import { isTransport, readRanges } from "./read-port-state.ts";
import type { CountedPorts, ScannedHost, StatedPorts } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** Parses a host element; `undefined` if the host is down. */
export function readXmlHost(host: XmlElement): ScannedHost | undefined {
  const status = childOf(host, "status")?.attributes ?? {};
  if (status.state === "down") {
    return undefined;
  }
  const addresses = host.children.filter(({ name }) => name === "address");
  const shown = addresses.find(({ attributes }) => attributes.addrtype !== "mac");
  const address = shown?.attributes.addr?.replace(/%.*/, "") ?? "";
  const read = parsePrefix(address);
  if (read === undefined) {
    throw wrongLine(host.origin, `has a host without an address: ${excerpt(host.origin.text)}`);
  }
  const ports = childOf(host, "ports");
  const extra = (ports?.children ?? []).filter(({ name }) => name === "extraports");
  return {
    family: read.family,
    address,
    names: (childOf(host, "hostnames")?.children ?? []).flatMap(
      ({ attributes }) => attributes.name ?? [],
    ),
    isScanner: status.reason === "localhost-response" || isLoopback(read),
    isComplete: ports !== undefined && host.attributes.timedout !== "true",
    ports: [
      ...(ports?.children ?? []).flatMap((child) => (child.name === "port" ? readPort(child) : [])),
      ...extra.flatMap(readListed),
    ],
    counted: extra.flatMap(readCounted),
    origin: originOf(host),
  };
}

function childOf({ children }: XmlElement, name: string): XmlElement | undefined {
  return children.find((child) => child.name === name);
}

function readPort(element: XmlElement): readonly StatedPorts[] {
  const { protocol, portid = "" } = element.attributes;
  const { state, reason = "" } = childOf(element, "state")?.attributes ?? {};
  const port = /^\d{1,5}$/.test(portid) ? Number(portid) : undefined;
  if (state === undefined || port === undefined || port > 65535) {
    throw wrongLine(element.origin, `has a port without a state: ${excerpt(element.origin.text)}`);
  }
  return isTransport(protocol) && isPort(port)
    ? [
        {
          protocol,
          ports: [{ from: port, through: port }],
          state,
          reason,
          origin: originOf(element),
        },
      ]
    : [];
}

/** Parses the ports that share a state; nmap before 7.90 only counts them. */
function readListed(element: XmlElement): readonly StatedPorts[] {
  const state = stateOf(element);
  return reasonsOf(element).flatMap((each): readonly StatedPorts[] => {
    const { proto, reason = "", ports: text = "" } = each.attributes;
    const ports = readRanges(text);
    if (ports === undefined) {
      throw wrongLine(each.origin, `has an invalid port list: ${excerpt(text)}`);
    }
    return isTransport(proto)
      ? [{ protocol: proto, ports, state, reason, origin: originOf(each) }]
      : [];
  });
}

function readCounted(element: XmlElement): readonly CountedPorts[] {
  const reasons = reasonsOf(element);
  if (reasons.some(({ attributes }) => attributes.ports !== undefined)) {
    return [];
  }
  const texts = reasons.map(({ attributes }) => attributes.reason ?? "");
  return [
    {
      state: stateOf(element),
      count: Number(element.attributes.count),
      reason: texts.length === 1 ? texts.join() : "",
      origin: originOf(element),
    },
  ];
}

/** Returns the state of ports that are not listed individually. */
function stateOf({ attributes, origin }: XmlElement): string {
  if (attributes.state === undefined) {
    throw wrongLine(origin, `has ports without a state: ${excerpt(origin.text)}`);
  }
  return attributes.state;
}

function reasonsOf({ children }: XmlElement): readonly XmlElement[] {
  return children.filter(({ name }) => name === "extrareasons");
}

/** Returns the origin of an element; nmap's XML has no tables. */
function originOf({ origin }: XmlElement): Origin {
  return { ...origin, table: null };
}
