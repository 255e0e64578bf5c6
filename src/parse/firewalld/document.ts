import type { Origin } from "../../net/types.ts";
import type { XmlElement } from "./read-xml.ts";

/** The kinds of objects that files of firewalld and lists of `firewall-cmd` hold and that are read. */
export type DocumentKind = "direct" | "ipset" | "policy" | "service" | "zone";

/** A zone, a policy object, a service or an ipset, in the elements of its XML whatever it was read from; or direct rules. */
export interface FirewalldDocument {
  readonly kind: DocumentKind;
  /** `undefined` for one from a file, which does not contain its name, if that of the file is not known. */
  readonly name: string | undefined;
  readonly isListed: boolean;
  readonly isDefault: boolean;
  readonly root: XmlElement;
  /** Where its target is stated. */
  readonly targetOrigin: Origin;
}
