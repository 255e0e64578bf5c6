import { parseNetwork } from "../../net/network.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family, SshListener } from "../../net/types.ts";
import type { NoteList } from "../notes.ts";
import type { AddressSetting, PortSetting, SshdSettings } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** The port sshd uses without a `Port` setting. */
const defaultPort = { port: 22, origin: null } as const;

/** Returns the ports and addresses on which sshd listens, each pair once. */
export function toSshListeners(settings: SshdSettings, notes: NoteList): readonly SshListener[] {
  const { ports, addresses, addressFamily } = settings;
  const families = allFamilies.filter(
    (family) => addressFamily === "any" || (addressFamily === "inet") === (family === "ipv4"),
  );
  const all: readonly (PortSetting | typeof defaultPort)[] =
    ports.length > 0 ? ports : [defaultPort];
  const listeners =
    addresses.length === 0
      ? all.map(({ port, origin }) => ({ port, address: "any", families, decidedBy: origin }))
      : addresses.flatMap((setting) => {
          const at = whereOf(setting, families, notes);
          return setting.port === undefined
            ? all.map(({ port }) => ({ port, ...at }))
            : [{ port: setting.port, ...at }];
        });
  const known = new Map(listeners.map((each) => [`${each.address} ${each.port}`, each]));
  return [...known.values()].sort((a, b) => a.port - b.port);
}

/** Returns the address of a `ListenAddress`, and the families in which other machines can reach it. */
function whereOf(
  { host, origin }: AddressSetting,
  families: readonly Family[],
  notes: NoteList,
): Omit<SshListener, "port"> {
  const read = parseNetwork(host.replace(/%.*/, ""));
  if (host.toLowerCase() === "localhost") {
    return { address: "localhost", families: [], decidedBy: origin };
  }
  if (typeof read === "string" || host.includes("/")) {
    const text = "the address is a name, and the input does not show what it resolves to";
    notes.add("unknown", "entry", origin, text);
    return { address: host, families, decidedBy: origin };
  }
  const { first, text: address } = read;
  const family = read.bits === 32 ? "ipv4" : "ipv6";
  if (!families.includes(family)) {
    throw wrongLine(origin, `has an address that AddressFamily excludes: ${host}`, origin.text);
  }
  const isLoopback = family === "ipv4" ? first >> 24n === 127n : first === 1n;
  return { address, families: isLoopback ? [] : [family], decidedBy: origin };
}
