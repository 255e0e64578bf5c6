/**
 * Writes src/net/services.generated.ts, the services in Debian's /etc/services (package netbase), and
 * src/net/iana-names.generated.ts, the IANA names in the data that Debian lacks.
 *
 *     npm run net:services -- <file>
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { printIanaNames } from "./iana-names.ts";
import { printServices } from "./print-services.ts";
import { readServices } from "./read-services.ts";

const file = (path: string) => join(import.meta.dirname, "../..", path);
const services = readServices(readFileSync(process.argv[2] ?? "/etc/services", "utf8"));
const { ports } = JSON.parse(readFileSync(file("data/annotations.json"), "utf8"));

writeFileSync(file("src/net/services.generated.ts"), printServices(services));
writeFileSync(
  file("src/net/iana-names.generated.ts"),
  printIanaNames(ports, new Set([...services.tcp.keys(), ...services.udp.keys()])),
);
