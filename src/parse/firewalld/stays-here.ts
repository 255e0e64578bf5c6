import type { XmlElement } from "./read-xml.ts";

/** Tells whether a port is forwarded to another one of the server: without an address, firewalld redirects it. */
export function staysHere({ attributes }: XmlElement): boolean {
  const { "to-port": port = "", "to-addr": address = "" } = attributes;
  return port !== "" && address === "";
}
