import type { XmlElement } from "./read-xml.ts";

/**
 * Returns whether a port is forwarded to another port of the server: without an address, firewalld redirects locally.
 */
export function staysHere({ attributes }: XmlElement): boolean {
  const { "to-port": port = "", "to-addr": address = "" } = attributes;
  return port !== "" && address === "";
}
