import { portSet, readPortList } from "../../net/port-set.ts";
import type { PortRange, Protocol } from "../../net/types.ts";
import type { Scan, Technique } from "./ruleset.ts";

/** The scan techniques, by option letter. */
const techniques: ReadonlyMap<string, Pick<Technique, "name" | "protocol">> = new Map([
  ["S", { protocol: "tcp", name: "syn" }],
  ["T", { protocol: "tcp", name: "connect" }],
  ["A", { protocol: "tcp", name: "ack" }],
  ["W", { protocol: "tcp", name: "window" }],
  ["M", { protocol: "tcp", name: "maimon" }],
  ["F", { protocol: "tcp", name: "fin" }],
  ["N", { protocol: "tcp", name: "null" }],
  ["X", { protocol: "tcp", name: "xmas" }],
  ["I", { protocol: "tcp", name: "idle" }],
  ["U", { protocol: "udp", name: "udp" }],
]);

/** Options that make scan packets differ from those of a connection, or send them from a privileged port. */
const odd = /^(?:--scanflags|--badsum|--ip-options|--source-port|-g\d*|--data(?:-string)?)(?:=|$)/;

/** Returns the option that made the packets of a scan differ from those of a connection. */
export function oddOptionOf(args: string): Scan["oddOption"] {
  return args
    .split(/\s+/)
    .find((word) => odd.test(word))
    ?.replace(/(?<=^-g)\d+$|=.*$/, "");
}

/**
 * Parses the techniques from nmap's arguments, because greppable output has them nowhere else, and the ports if
 * they are numeric.
 */
export function readTechniques(args: string): readonly Technique[] {
  const words = args.split(/\s+/);
  const letters = words.flatMap((word) => /^-s([A-Z]+)$/.exec(word)?.[1]?.split("") ?? []);
  const named = letters.flatMap((letter) => techniques.get(letter) ?? []);
  // Without an option, nmap uses a SYN or a connect scan; both give the same results.
  const used = named.length > 0 ? named : [{ protocol: "tcp", name: "syn" } as const];
  const ports = portsOf(words);
  return used.map(({ protocol, name }) => ({ protocol, name, ports: ports?.[protocol] }));
}

/** Parses `-p 22,80-90`, `-p-` or `-p T:22,U:53`; `undefined` if not numeric. */
function portsOf(
  words: readonly string[],
): Readonly<Record<Protocol, readonly PortRange[]>> | undefined {
  const index = words.findIndex((word) => word.startsWith("-p"));
  const word = words[index]?.slice(2);
  const text = word === "" ? words[index + 1] : word;
  if (text === undefined) {
    return undefined;
  }
  const ports: Record<Protocol, PortRange[]> = { tcp: [], udp: [] };
  let protocols: readonly Protocol[] = ["tcp", "udp"];
  for (const part of text.split(",")) {
    const letter = /^[TU](?=:)/.exec(part)?.[0];
    const range = letter === undefined ? part : part.slice(2);
    protocols = letter === undefined ? protocols : letter === "T" ? ["tcp"] : ["udp"];
    const read = range === "-" ? [{ from: 1, through: 65535 }] : readPortList([range], "-");
    if (read === undefined) {
      return undefined;
    }
    for (const protocol of protocols) {
      ports[protocol].push(...read);
    }
  }
  return { tcp: portSet(ports.tcp), udp: portSet(ports.udp) };
}
