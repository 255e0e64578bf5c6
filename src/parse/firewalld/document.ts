import type { Origin } from "../../net/types.ts";
import type { XmlElement } from "./read-xml.ts";

/** The kinds of supported objects in firewalld files and `firewall-cmd` lists. */
export type DocumentKind = "direct" | "ipset" | "policy" | "service" | "zone";

/** A zone, policy object, service or ipset, as the elements of its XML whatever its source; or direct rules. */
export interface FirewalldDocument {
  readonly kind: DocumentKind;
  /** `undefined` for a document from a file with an unknown name; files do not contain their names. */
  readonly name: string | undefined;
  readonly isListed: boolean;
  readonly isDefault: boolean;
  readonly root: XmlElement;
  /** The place of its target. */
  readonly targetOrigin: Origin;
}
