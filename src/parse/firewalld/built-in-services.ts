import { readPort, readProtocol } from "./read-part.ts";
import type { Part } from "./ruleset.ts";
import { builtInServices } from "./services.generated.ts";

/** Tells whether a service comes with firewalld. */
export function isBuiltIn(name: string): boolean {
  return Object.hasOwn(builtInServices, name);
}

/** Returns the parts of a service that comes with firewalld, with those of the services it includes. */
export function builtInParts(name: string): readonly Part[] {
  return (builtInServices[name] as string)
    .split(" ")
    .filter((word) => word !== "")
    .map(readWord);
}

/** Reads a word of the table, such as `22/tcp`, `<1900/udp` or `546/udp>fe80::/64`. */
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
