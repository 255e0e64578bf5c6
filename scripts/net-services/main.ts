/**
 * Writes src/net/services.generated.ts: the services of Debian's /etc/services, from the package netbase.
 *
 *     npm run net:services -- <file>
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { readServices } from "./read-services.ts";

const table = readServices(readFileSync(process.argv[2] ?? "/etc/services", "utf8"));
const lines = (ports: ReadonlyMap<string, number>) =>
  [...ports].map(([name, port]) => `${name} ${port}`).join("\n");
writeFileSync(
  join(import.meta.dirname, "../../src/net/services.generated.ts"),
  `// Written by scripts/net-services. Do not edit.
import type { Protocol } from "./types.ts";

/**
 * The services with TCP and UDP ports in /etc/services of Debian 12 (netbase 6.4), aliases included: a
 * name and its port a line.
 */
export const services: Readonly<Record<Protocol, string>> = {
  tcp: \`${lines(table.tcp)}\`,
  udp: \`${lines(table.udp)}\`,
};
`,
);
