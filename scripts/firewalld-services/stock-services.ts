import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { partsOf } from "../../src/parse/firewalld/parts.ts";
import { readServiceXml } from "../../src/parse/firewalld/service.ts";
import { readXml } from "../../src/parse/firewalld/xml.ts";

/** The services in a folder of firewalld by their names, each in one line. */
export function stockServices(folder: string): Readonly<Record<string, string>> {
  const read = (name: string): string[] => {
    const service = readServiceXml(readXml(readFileSync(join(folder, `${name}.xml`), "utf8")));
    return [...partsOf(name, service), ...service.includes.flatMap(read)];
  };
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".xml"))
    .map((file) => file.slice(0, -".xml".length))
    .sort();
  return Object.fromEntries(names.map((name) => [name, [...new Set(read(name))].join(" ")]));
}
