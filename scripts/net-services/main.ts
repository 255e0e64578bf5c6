/**
 * Writes src/net/services.generated.ts: the services of Debian's /etc/services, from the package netbase.
 *
 *     npm run net:services -- <file>
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { printServices } from "./print-services.ts";
import { readServices } from "./read-services.ts";

writeFileSync(
  join(import.meta.dirname, "../../src/net/services.generated.ts"),
  printServices(readServices(readFileSync(process.argv[2] ?? "/etc/services", "utf8"))),
);
