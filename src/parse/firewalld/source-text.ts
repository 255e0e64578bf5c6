import { excerpt } from "../../util/excerpt.ts";
import type { XmlElement } from "./read-xml.ts";

/** Describes a source or destination without an address: an ipset or a MAC address. */
export function sourceText({ ipset, mac, address = "" }: XmlElement["attributes"]): string {
  return ipset === undefined
    ? `the source ${excerpt(mac ?? address)}`
    : `the members of ipset ${excerpt(ipset.replace(/^ipset:/, ""))}`;
}
