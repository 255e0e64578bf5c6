/**
 * Writes src/parse/firewalld/services.generated.ts: the built-in services of firewalld.
 *
 *     npm run firewalld:services -- <folder with the XML of the services>
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { builtInTable } from "./built-in-table.ts";

const folder = process.argv[2] ?? "/usr/lib/firewalld/services";
writeFileSync(
  join(import.meta.dirname, "../../src/parse/firewalld/services.generated.ts"),
  `// Written by scripts/firewalld-services. Do not edit.

/**
 * The built-in services of firewalld 1.3.3, one per line, with included services expanded: the name, then ports as
 * \`22/tcp\`, source ports as \`<1900/udp\`, and protocols by name; the destination addresses follow \`>\`.
 */
export const builtInServices = \`${builtInTable(folder)}\`;
`,
);
