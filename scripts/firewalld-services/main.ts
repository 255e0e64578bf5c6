/**
 * Writes src/parse/firewalld/services.generated.ts: the services that come with firewalld.
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
 * The services that come with firewalld 1.3.3, with the services they include, one in a line: its name,
 * then ports and source ports as \`22/tcp\` and \`<1900/udp\`, protocols by their names; after \`>\` the
 * addresses connections are let in to.
 */
export const builtInServices = \`${builtInTable(folder)}\`;
`,
);
