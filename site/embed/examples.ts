import { show as audit } from "../../docs/examples/embed/audit.ts";
import { show as firewall } from "../../docs/examples/embed/firewall.ts";
import { show as picture } from "../../docs/examples/embed/picture.ts";
import { show as portLookup } from "../../docs/examples/embed/port-lookup.ts";
import { show as portTable } from "../../docs/examples/embed/port-table.ts";
import { show as upgrade } from "../../docs/examples/embed/upgrade.ts";

const examples = {
  audit,
  firewall,
  picture,
  "port-lookup": portLookup,
  "port-table": portTable,
  upgrade,
};

globalThis.embedExamples = examples;

declare global {
  /** The examples of the guide, set by `embed-examples.js`. */
  var embedExamples: Readonly<Record<string, (place: Element) => void>> | undefined;
}
