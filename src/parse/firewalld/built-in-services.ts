import { readPort, readProtocol } from "./read-part.ts";
import type { Part } from "./ruleset.ts";
import { builtInServices } from "./services.generated.ts";

/** The words of each service, by name. */
const services = readServices();

function readServices(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    builtInServices
      .trim()
      .split("\n")
      .map((line) => {
        const [name = "", ...words] = line.split(" ");
        return [name, words];
      }),
  );
}

/** Returns the parts of a built-in service, including the parts of services it includes. */
export function builtInParts(name: string): readonly Part[] | undefined {
  return services.get(name)?.map(readWord);
}

/** Reads a word of the table: `22/tcp`, `<1900/udp` or `546/udp>fe80::/64`. */
function readWord(word: string): Part {
  const [condition = "", destinations] = word.split(">");
  const part = readCondition(condition);
  return destinations === undefined ? part : { ...part, destinations: destinations.split(",") };
}

function readCondition(text: string): Part {
  const [port = "", protocol] = text.replace("<", "").split("/");
  return protocol === undefined
    ? readProtocol(port)
    : readPort(port, protocol, text.startsWith("<") ? "source-port" : "port");
}
