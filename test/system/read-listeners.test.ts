import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { parseListeners } from "../../src/parse/listeners/parse-listeners.ts";
import { labelOf } from "../../src/policy/label-of.ts";
import { addresses, Network } from "./support/network.ts";
import { describeWith } from "./support/tools.ts";
import { verdictOf } from "./support/verdict-of.ts";
import { wrongOf } from "./support/wrong-of.ts";

/** Listens as a line says: protocol, address, port, whether for IPv6 alone, interface. */
const listener = `
import json, socket, sys, threading
def serve(s, isTcp):
    while True:
        if isTcp:
            c, _ = s.accept(); c.sendall(b"here"); c.close()
        else:
            _, peer = s.recvfrom(100); s.sendto(b"here", peer)
for protocol, host, port, only, device in json.loads(sys.argv[1]):
    isTcp = protocol == "tcp"
    s = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM if isTcp else socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if ":" in host: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, only)
    if device: s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device.encode())
    s.bind(socket.getaddrinfo(host, port)[0][4])
    if isTcp: s.listen(100)
    threading.Thread(target=serve, args=(s, isTcp), daemon=True).start()
print("ready", flush=True)
threading.Event().wait()
`;

type Socket = readonly [
  protocol: "tcp" | "udp",
  host: string,
  port: number,
  v6Only: 0 | 1,
  device: string,
];

const { ipv4, ipv6 } = addresses.server;
const kinds: readonly (readonly [host: string, v6Only: 0 | 1, device: string])[] = [
  ["0.0.0.0", 0, ""],
  ["::", 0, ""],
  ["::", 1, ""],
  [ipv4, 0, ""],
  [ipv6, 1, ""],
  [`::ffff:${ipv4}`, 0, ""],
  ["127.0.0.1", 0, ""],
  ["::1", 1, ""],
  ["::ffff:127.0.0.1", 0, ""],
  ["0.0.0.0", 0, "lo"],
  ["::", 0, "lo"],
  ["0.0.0.0", 0, "eth0"],
  ["::", 1, "eth0"],
];
const sockets: readonly Socket[] = kinds.flatMap(([host, v6Only, device], index) =>
  (["tcp", "udp"] as const).map(
    (protocol): Socket => [protocol, host, 2000 + index * 10, v6Only, device],
  ),
);
const ports = [...new Set(sockets.flatMap(([, , port]) => [port, port + 1]))];

describeWith(["ss", "netstat", "python3"], "reading listeners", () => {
  test("tells what other machines reach, and what the server alone does", async () => {
    const network = new Network();
    let listening: ChildProcess | undefined;
    try {
      await network.open([1999]);
      listening = spawn(
        "ip",
        ["netns", "exec", network.server, "python3", "-c", listener, JSON.stringify(sockets)],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      await once(listening.stdout as NodeJS.ReadableStream, "data");
      for (const command of ["ss -tulpn", "ss -Htuln", "netstat -tulpn"]) {
        const text = await network.onServer("sh", ["-c", command]);
        const exposure = parseListeners(text, { interface: "eth0" });
        let unknown = 0;
        const probes = (["ipv4", "ipv6"] as const).flatMap((family) =>
          ports.flatMap((port) =>
            (["tcp", "udp"] as const).flatMap((protocol) => {
              const from = addresses.office[family];
              const connection = { direction: "inbound", protocol, port, peer: from } as const;
              const verdict = verdictOf(exposure, connection);
              // netstat shows neither interfaces nor whether a socket takes both families.
              if (verdict === "unknown" || (command === "netstat -tulpn" && port >= 2090)) {
                unknown++;
                return [];
              }
              const open = verdict === "open";
              return [{ protocol, from, to: addresses.server[family], port, open }];
            }),
          ),
        );
        expect(unknown, command).toBe(command === "netstat -tulpn" ? 36 : 0);
        expect(await wrongOf(network, "outside", probes), text).toEqual([]);
        expect(exposure.loopback.map(({ port }) => port)).toEqual(
          command === "netstat -tulpn" ? [2060, 2070, 2080] : [2060, 2070, 2080, 2090, 2100],
        );
        const labels = new Set(
          exposure.rules.filter(({ ports: { from } }) => from >= 2000).map(labelOf),
        );
        expect([...labels]).toEqual([command.includes("p") ? "python3" : "Listening"]);
        for (const {
          ports: { from },
          protocol,
          decidedBy,
        } of exposure.rules) {
          const line = text.split("\n")[(decidedBy?.line ?? 0) - 1];
          expect(line).toMatch(new RegExp(`^${protocol}.*:${from}\\s`));
        }
      }
    } finally {
      listening?.kill("SIGKILL");
      await network.close();
    }
  });
});
