import { elsewhereLists } from "../dataset/dataset.ts";
import type { ElsewhereList } from "../dataset/types.ts";

/**
 * Returns what others open for cPanel & WHM, by id in ascending order: the stock lists of CSF, and the
 * rules of images for clouds. Each has its source and date. None of them is part of what a release
 * needs.
 *
 * Source: the lists themselves.
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
