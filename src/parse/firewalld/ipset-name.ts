import type { XmlElement } from "./read-xml.ts";

/** Returns the name of the ipset of a source or a destination; `undefined` if it has none. */
export function ipsetName({ ipset }: XmlElement["attributes"]): string | undefined {
  return ipset?.replace(/^ipset:/, "");
}
