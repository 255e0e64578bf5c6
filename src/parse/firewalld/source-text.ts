import { excerpt } from "../../util/excerpt.ts";
import type { XmlElement } from "./read-xml.ts";

/** Names a source or destination without an address: an ipset, a MAC address. */
export function sourceText({ ipset, mac, address = "" }: XmlElement["attributes"]): string {
  return ipset === undefined
    ? `the source ${excerpt(mac ?? address)}`
    : `the members of ipset ${excerpt(ipset.replace(/^ipset:/, ""))}`;
}
