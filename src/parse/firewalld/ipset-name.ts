import type { XmlElement } from "./read-xml.ts";

/** Returns the ipset name of a source or destination; `undefined` if it has none. */
export function ipsetName({ ipset }: XmlElement["attributes"]): string | undefined {
  return ipset?.replace(/^ipset:/, "");
}
