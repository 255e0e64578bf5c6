import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readService } from "../../src/parse/firewalld/read-service.ts";
import { readXml } from "../../src/parse/firewalld/read-xml.ts";
import type { Part } from "../../src/parse/firewalld/ruleset.ts";

/** Reads the services in a folder of firewalld, and prints one per line: the name, then the parts. */
export function builtInTable(folder: string): string {
  const wordsOf = (name: string): string[] => {
    const { parts, includes } = readService(
      readXml(readFileSync(join(folder, `${name}.xml`), "utf8"), 0),
    );
    return [...parts.map(({ part }) => wordOf(part)), ...includes.flatMap(wordsOf)];
  };
  const lines = readdirSync(folder)
    .filter((file) => file.endsWith(".xml"))
    .map((file) => file.slice(0, -".xml".length))
    .sort()
    .map((name) => [name, ...new Set(wordsOf(name))].join(" "));
  return `\n${lines.join("\n")}\n`;
}

/** Prints a part in the form that `builtInParts` reads. */
function wordOf(part: Part): string {
  const to = part.destinations ? `>${part.destinations.join()}` : "";
  switch (part.kind) {
    case "port":
      return `${part.text}${to}`;
    case "source-port":
      return `<${part.text}${to}`;
    case "protocol":
      return `${part.name}${to}`;
    case "unknown":
      throw new Error(`the table of services cannot represent ${part.what}`);
  }
}
