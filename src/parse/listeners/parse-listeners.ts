import { InvalidConfigurationError } from "../../errors.ts";
import { subtract, unite } from "../../net/address-set.ts";
import { parsePrefix } from "../../net/network.ts";
import {
  allFamilies,
  combine,
  isNobody,
  noPeers,
  type Peers,
  peersOf,
  sourcesOf,
} from "../../net/remote-addresses.ts";
import type { Protocol, UndeterminedPorts } from "../../net/types.ts";
import type { LoopbackPort, Policy, PolicyRule } from "../../policy/types.ts";
import { ascending } from "../../util/ascending.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf, readTexts } from "../input.ts";
import { Notes, type TextNotes } from "../notes.ts";
import type { ParsedFirewall, ParseOptions, Texts } from "../types.ts";

const expected = "what ss -tulpn or netstat -tulpn print, with the column of the protocol";

/**
 * Reads what `ss -tulpn` prints (with or without `-p`, `-H`, `-4` or `-6`), or `netstat -tulpn`: what
 * listens on a server, as the policy of a firewall that would let through just that. Ports on which only
 * the server itself reaches anything are the policy's `loopback`.
 *
 * The labels are the names of the processes, where they are printed. A socket that is bound to one
 * interface is unknown, unless that is the one of the options; so is whether what netstat shows as
 * listening on `:::` takes IPv4 too.
 *
 * @param texts - the whole output, in one text or in several
 * @returns the policy, with nothing limited outbound
 * @throws {@link index.InvalidConfigurationError} for a text that is none of these, for one without the
 *   column of the protocol, and for a socket whose port is a name, as without `-n`
 *
 * @example
 * ```ts
 * import { parseListeners } from "cpanel-ports/parse";
 *
 * const { policy } = parseListeners(`Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
 * udp   UNCONN 0      0            0.0.0.0:53        0.0.0.0:*    users:(("named",pid=812,fd=20))
 * tcp   LISTEN 0      128                *:2087            *:*    users:(("cpsrvd",pid=901,fd=8))
 * tcp   LISTEN 0      10         127.0.0.1:953       0.0.0.0:*    users:(("named",pid=812,fd=25))`);
 * policy.rules.map((rule) => `${rule.protocol} ${rule.ports.from} ${rule.sources} ${rule.label}`); // => ["tcp 2087 any cpsrvd", "udp 53 0.0.0.0/0 named"]
 * policy.loopback.map((each) => `${each.port} ${each.protocols}`); // => ["953 tcp"]
 * ```
 */
export function parseListeners(texts: Texts, options: ParseOptions = {}): ParsedFirewall {
  const notes = new Notes();
  const ports = new Map<string, Port>();
  const all = readTexts(texts, expected).flatMap((text, index) => {
    const own = notes.of(index);
    const sockets = readSockets(text, own);
    const isOld = sockets.some(isFromOldSs);
    for (const socket of sockets) {
      addSocket(socket, isOld, options, own, ports);
    }
    return sockets;
  });
  addAssumptions(all, notes.of(0));
  const sorted = [...ports.values()].sort(
    (a, b) => ascending(a.protocol, b.protocol) || a.port - b.port,
  );
  const policy: Policy = {
    title: "Listening ports",
    release: null,
    source: null,
    families: allFamilies,
    defaults: { inbound: "drop", outbound: "accept" },
    rules: sorted.flatMap(ruleOf),
    unknown: sorted.flatMap(unknownOf),
    loopback: loopbackOf(sorted),
    warnings: [],
  };
  return deepFreeze({ policy, notes: notes.list() });
}

/** A socket that listens, or a line that may be one. */
interface Socket {
  readonly line: number;
  readonly text: string;
  readonly protocol: Protocol;
  /** The address as it is printed; `undefined` where the line is not understood. */
  readonly host: string | undefined;
  readonly port: number;
  readonly peer: string;
  readonly names: readonly string[];
  readonly isNetstat: boolean;
}

/** What is known of a port. */
interface Port {
  readonly protocol: Protocol;
  readonly port: number;
  open: Peers;
  unknown: Peers;
  isLoopback: boolean;
  readonly names: Set<string>;
  readonly because: Set<string>;
}

const headings = [/^Netid\s+State\s/, /^Active Internet connections\b/, /^Proto\s+Recv-Q\s/];

/** Sockets without ports of TCP and UDP, which both tools print too where they are not told otherwise. */
const irrelevant =
  /^(?:Active UNIX|Proto RefCnt|unix|nl|p_raw|p_dgr|u_str|u_dgr|u_seq|v_str|v_dgr|raw6?|icmp6?|tipc|dccp|sctp|mptcp|xdp|udplite6?)\s/;

/** States in which a socket takes no new connections, as ss and netstat name them. */
const others: ReadonlySet<string> = new Set(
  "ESTAB ESTABLISHED SYN-SENT SYN_SENT SYN-RECV SYN_RECV FIN-WAIT-1 FIN_WAIT1 FIN-WAIT-2 FIN_WAIT2 TIME-WAIT TIME_WAIT CLOSE CLOSE-WAIT CLOSE_WAIT LAST-ACK LAST_ACK CLOSING".split(
    " ",
  ),
);

function readSockets(text: string, notes: TextNotes): readonly Socket[] {
  const sockets: Socket[] = [];
  let isKnown = false;
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    const line = index + 1;
    if (content === "" || irrelevant.test(content)) {
      continue;
    }
    const isHeading = headings.some((heading) => heading.test(content));
    const socket = isHeading ? "none" : (readSs(content, line) ?? readNetstat(content, line));
    if (socket === undefined && !isKnown) {
      throw wrongLine(line, "is not understood", content);
    }
    isKnown = true;
    const found = socket ?? readPort(content, line);
    if (found === undefined && /^(?:tcp|udp)6?\s/.test(content)) {
      throw wrongLine(line, "names no port by its number", content);
    }
    if (found === undefined) {
      notes.add("unknown", line, `the line is not understood: ${excerpt(content)}`);
    } else if (found !== "none") {
      sockets.push(found);
    }
  }
  if (!isKnown) {
    throw new InvalidConfigurationError(
      `there is no socket of TCP or UDP; expected ${expected}`,
      undefined,
      undefined,
    );
  }
  return sockets;
}

function wrongLine(line: number, what: string, content: string): InvalidConfigurationError {
  return new InvalidConfigurationError(
    `line ${line} ${what}: ${excerpt(content)}; expected ${expected}`,
    content,
    line,
  );
}

/** Reads `tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=1,fd=3))`. */
function readSs(text: string, line: number): Socket | "none" | undefined {
  const [netid = "", state = "", received, queued, local = "", peer = "", ...rest] =
    text.split(/\s+/);
  const names = [...rest.join(" ").matchAll(/\("([^"]{1,64})",pid=\d+,fd=\d+\)/g)].map(
    ([, name = ""]) => name,
  );
  return areNumbers(received, queued)
    ? readSocket(netid, state, local, { line, text, peer, names, isNetstat: false })
    : undefined;
}

/** Reads `tcp 0 0 0.0.0.0:22 0.0.0.0:* LISTEN 1/sshd`; UDP has no state. */
function readNetstat(text: string, line: number): Socket | "none" | undefined {
  const [proto = "", received, queued, local = "", peer = "", ...rest] = text.split(/\s+/);
  const protocol = proto.replace(/^(tcp|udp)6$/, "$1");
  const state = protocol === "tcp" || others.has(rest[0] ?? "") ? rest.shift() : "UNCONN";
  // What follows a colon is what the process calls itself.
  const name = /^\d+\/([^:]+)/.exec(rest.join(" "))?.[1];
  const names = name === undefined ? [] : [name];
  return areNumbers(received, queued)
    ? readSocket(protocol, state, local, { line, text, peer, names, isNetstat: true })
    : undefined;
}

/** Finds the port of a line that is not understood. */
function readPort(text: string, line: number): Socket | undefined {
  const protocol = /^(tcp|udp)6?\s/.exec(text)?.[1];
  const port = Number(
    text
      .split(/\s+/)
      .find((word) => /:\d{1,5}$/.test(word))
      ?.replace(/^.*:/, ""),
  );
  return protocol !== undefined && port > 0 && port < 65536
    ? {
        line,
        text,
        protocol: protocol as Protocol,
        host: undefined,
        port,
        peer: "",
        names: [],
        isNetstat: false,
      }
    : undefined;
}

function areNumbers(...words: readonly (string | undefined)[]): boolean {
  return words.every((word) => word !== undefined && /^\d+$/.test(word));
}

function readSocket(
  protocol: string,
  state: string | undefined,
  local: string,
  rest: Pick<Socket, "line" | "text" | "peer" | "names" | "isNetstat">,
): Socket | "none" | undefined {
  const [, host, digits] = /^(\S+):(\d{1,5})$/.exec(local) ?? [];
  const port = Number(digits);
  const isListening = state === (protocol === "tcp" ? "LISTEN" : "UNCONN");
  if ((protocol !== "tcp" && protocol !== "udp") || rest.peer === "") {
    return undefined;
  }
  if (others.has(state ?? "")) {
    return "none";
  }
  return isListening && port > 0 && port < 65536 ? { ...rest, protocol, host, port } : undefined;
}

/** Versions before 2018 print `*` for every address of IPv4, and of its peers too. */
function isFromOldSs({ host = "", peer }: Socket): boolean {
  return peer === "*:*" && parsePrefix(host.replace(/%.*/, ""))?.family === "ipv4";
}

function addAssumptions(sockets: readonly Socket[], notes: TextNotes): void {
  if (sockets.some(({ isNetstat }) => isNetstat)) {
    notes.add(
      "assumed",
      null,
      "no socket is bound to an interface, which netstat would not show, and ss does",
    );
  }
  const isIpv4 = ({ host = "" }: Socket) => /^\d+\./.test(host);
  for (const [family, isThere] of [
    ["IPv4", sockets.some((each) => isIpv4(each) || each.host === "*")],
    ["IPv6", !sockets.every(isIpv4)],
  ] as const) {
    if (!isThere) {
      notes.add(
        "assumed",
        null,
        `nothing listens on ${family} alone: no such socket is in the text`,
      );
    }
  }
}

const everybody = peersOf({ sources: "any", except: [] }, allFamilies);

/** Those who reach one of the server's addresses. */
const reach = {
  ipv4: peersOf({ sources: "any", except: [] }, ["ipv4"]),
  ipv6: peersOf({ sources: "any", except: [] }, ["ipv6"]),
  link: peersOf({ sources: ["fe80::/10"], except: [] }, ["ipv6"]),
} as const;

function addSocket(
  socket: Socket,
  isOld: boolean,
  options: ParseOptions,
  notes: TextNotes,
  ports: Map<string, Port>,
): void {
  const { protocol, port, line, text } = socket;
  const key = `${protocol} ${port}`;
  const known = ports.get(key) ?? {
    protocol,
    port,
    open: noPeers,
    unknown: noPeers,
    isLoopback: false,
    names: new Set<string>(),
    because: new Set<string>(),
  };
  const doubt = (peers: Peers, why: string) => {
    known.unknown = combine(known.unknown, peers, unite);
    known.because.add(notes.doubt(line, why).text);
  };
  const { address, device } = readHost(socket.host ?? "");
  const peers = peersAt(address, isOld);
  if (device === "lo" || peers === "loopback") {
    known.isLoopback = true;
  } else if (peers === "multicast") {
    notes.add("ignored", line, `the socket is for multicast alone: ${excerpt(text)}`);
    return;
  } else if (peers === undefined) {
    doubt(everybody, `the line is not understood: ${excerpt(text)}`);
  } else if (device !== undefined && device !== options.interface) {
    if (options.interface !== undefined) {
      return;
    }
    doubt(peers.open, `the socket is bound to the interface ${excerpt(device)}`);
  } else {
    known.open = combine(known.open, peers.open, unite);
    if (peers.isMaybeIpv4) {
      doubt(reach.ipv4, "whether the socket takes IPv4 too is not said");
    }
  }
  for (const name of socket.names) {
    known.names.add(name);
  }
  ports.set(key, known);
}

/** Cuts `127.0.0.53%lo`, `[fe80::1]%eth0` and `[fe80::1%eth0]` into the address and the interface. */
function readHost(host: string): { readonly address: string; readonly device: string | undefined } {
  const [start = "", device] = host.replace(/[[\]]/g, "").split("%");
  return {
    // Brackets tell an address of IPv6 alone from one that may be of both.
    address: start === "::" && host.startsWith("[") ? "[::]" : start,
    device,
  };
}

/** Who reaches an address. */
function peersAt(
  address: string,
  isOld: boolean,
): "loopback" | "multicast" | undefined | { readonly open: Peers; readonly isMaybeIpv4?: boolean } {
  if (address === "*") {
    return { open: isOld ? reach.ipv4 : everybody };
  }
  if (address === "[::]" || address === "::") {
    return { open: reach.ipv6, isMaybeIpv4: isOld || address === "::" };
  }
  const read = parsePrefix(address.replace(/^::ffff:(?=\d+\.)/i, ""));
  if (read === undefined || address.includes("/")) {
    return undefined;
  }
  if (read.family === "ipv4") {
    const first = read.address >> 24n;
    return first === 127n
      ? "loopback"
      : first >= 224n && first < 240n
        ? "multicast"
        : { open: reach.ipv4 };
  }
  const isLinkLocal = read.address >> 118n === 0x3fan;
  return read.address === 1n
    ? "loopback"
    : read.address >> 120n === 0xffn
      ? "multicast"
      : { open: isLinkLocal ? reach.link : reach.ipv6 };
}

function ruleOf(known: Port): readonly PolicyRule[] {
  return isNobody(known.open)
    ? []
    : [
        {
          direction: "inbound",
          protocol: known.protocol,
          ports: { from: known.port, through: known.port },
          ...sourcesOf(known.open, allFamilies),
          label: labelOf(known.names),
          services: [],
          conditions: [],
        },
      ];
}

function unknownOf(known: Port): readonly UndeterminedPorts[] {
  const peers = combine(known.unknown, known.open, subtract);
  return isNobody(peers)
    ? []
    : [
        {
          direction: "inbound",
          protocol: known.protocol,
          ports: { from: known.port, through: known.port },
          ...sourcesOf(peers, allFamilies),
          because: [...known.because].slice(0, 10),
        },
      ];
}

/** The ports that nothing but the server itself reaches, in a protocol or in both. */
function loopbackOf(ports: readonly Port[]): readonly LoopbackPort[] {
  const found = new Map<number, Port[]>();
  for (const each of ports) {
    if (each.isLoopback && isNobody(each.open) && isNobody(each.unknown)) {
      found.set(each.port, [...(found.get(each.port) ?? []), each]);
    }
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([port, all]) => ({
      port,
      protocols: all.map(({ protocol }) => protocol),
      label: labelOf(new Set(all.flatMap(({ names }) => [...names]))),
      services: [],
    }));
}

/** The names of processes, which choose them themselves, on one line of 100 characters at most. */
function labelOf(names: ReadonlySet<string>): string {
  const text = [...names]
    .sort()
    .slice(0, 100)
    .join(", ")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
  return text === "" ? "Listening" : [...text].slice(0, 100).join("");
}
