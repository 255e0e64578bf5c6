import { elsewhereLists } from "../dataset/dataset.ts";
import type { ElsewhereList } from "../dataset/types.ts";

/**
 * Returns the port lists that others publish for cPanel & WHM, in ascending order by id: the stock lists of CSF, and the
 * rules of cloud images. Each has its source and date. They do not affect what a release needs.
 *
 * Source: the lists themselves.
 *
 * @returns the lists
 *
 * @example
 * ```ts
 * import { listElsewhere } from "cpanel-ports";
 *
 * listElsewhere().map((each) => each.id); // => ["alibaba-cloud", "amazon-lightsail", "csf-stock"]
 * listElsewhere().find((each) => each.id === "csf-stock")?.version; // => "16.07"
 * listElsewhere().find((each) => each.id === "amazon-lightsail")?.ports[1]; // => { direction: "inbound", protocol: "udp", family: "undocumented", ports: [53] }
 * ```
 */
export function listElsewhere(): readonly ElsewhereList[] {
  return elsewhereLists();
}
