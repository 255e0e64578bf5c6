import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ianaNames } from "../../src/net/iana-names.generated.ts";
import type { ListenerExposure } from "../../src/net/types.ts";
import { detectFirewall } from "../../src/parse/detect.ts";
import { parseListeners } from "../../src/parse/listeners/parse-listeners.ts";
import { labelOf } from "../../src/policy/label-of.ts";
import { addresses, Network } from "./support/network.ts";
import { describeWith } from "./support/tools.ts";
import { verdictOf } from "./support/verdict-of.ts";
import { temporaryFolder } from "./support/with-folder.ts";
import { wrongOf } from "./support/wrong-of.ts";

/** Listens as described by a line: protocol, address, port, whether only for IPv6, interface. */
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

/**
 * The commands to run on the server; their output is one or more inputs. netstat and lsof show neither a
 * socket's interface nor whether it is only for IPv6.
 */
const outputs: readonly (readonly string[])[] = [
  ["ss -tulpn"],
  ["ss -Htuln"],
  ["ss -tulp"],
  ["ss -tulpe"],
  ["ss -Htulne"],
  ["ss -tuanpi"],
  ["ss -tlnp", "ss -ulnp"],
  ["ss -Htln", "ss -Huln"],
  ["ss -tlp | grep LISTEN", "ss -ulp"],
  ["ss -4tulpn", "ss -6tulpn"],
  ["netstat -tulpn"],
  ["netstat -tulp"],
  ["netstat -tulpe"],
  ["netstat -anp"],
  ["netstat -tlnpW | grep LISTEN", "netstat -ulnp"],
  ["lsof -i -P -n"],
  ["lsof -i"],
  ["lsof -iTCP -sTCP:LISTEN", "lsof -iUDP"],
];

/** Makes the tools show IANA port names, as on Red Hat's systems. */
const withNames = (names: string, command: string) =>
  `mount --bind ${names} /etc/services && ${command}`;

function probesOf(exposure: ListenerExposure, isBlind: boolean) {
  return (["ipv4", "ipv6"] as const).flatMap((family) =>
    ports.flatMap((port) =>
      (["tcp", "udp"] as const).flatMap((protocol) => {
        const from = addresses.office[family];
        const connection = { direction: "inbound", protocol, port, peer: from } as const;
        const verdict = verdictOf(exposure, connection);
        if (isBlind && (port >= 2090 || (family === "ipv4" && port === 2020))) {
          return [];
        }
        return [
          { protocol, from, to: addresses.server[family], port, open: verdict === "open", verdict },
        ];
      }),
    ),
  );
}

describeWith(["ss", "netstat", "lsof", "python3"], "reading listeners", () => {
  test("reads which ports other machines reach, and which only the server itself reaches", async () => {
    const network = new Network();
    const folder = temporaryFolder();
    const names = join(folder, "services");
    writeFileSync(
      names,
      `${readFileSync("/etc/services", "utf8")}\n${ianaNames.replace(/^(\d+) (\S+).*$/gm, "$2 $1/tcp\n$2 $1/udp")}\n`,
    );
    let listening: ChildProcess | undefined;
    try {
      await network.open([1999]);
      listening = spawn(
        "ip",
        ["netns", "exec", network.server, "python3", "-c", listener, JSON.stringify(sockets)],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      await once(listening.stdout as NodeJS.ReadableStream, "data");
      for (const commands of outputs) {
        const what = commands.join("; ");
        const isBlind = !what.startsWith("ss");
        const inputs: string[] = [];
        for (const command of commands) {
          inputs.push(await network.onServer("sh", ["-c", withNames(names, command)]));
        }
        expect(inputs.map(detectFirewall), what).toEqual(inputs.map(() => "listeners"));
        const exposure = parseListeners(inputs, { interface: "eth0" });
        const probes = probesOf(exposure, isBlind);
        expect(
          probes.filter(({ verdict }) => verdict === "unknown"),
          what,
        ).toEqual([]);
        expect(await wrongOf(network, "outside", probes), inputs.join("\n")).toEqual([]);
        expect(exposure.loopback.map(({ port }) => port)).toEqual(
          isBlind ? [2060, 2070, 2080] : [2060, 2070, 2080, 2090, 2100],
        );
        const rules = exposure.rules.filter(({ ports: { from } }) => from >= 2000);
        const hasProcesses = /-\w*p|lsof/.test(what);
        expect([...new Set(rules.map(labelOf))], what).toEqual([
          hasProcesses ? "python3" : "Listening",
        ]);
        for (const { ports, protocol, decidedBy } of rules) {
          const line = inputs[decidedBy?.input ?? 0]?.split("\n")[(decidedBy?.line ?? 0) - 1];
          expect(line?.toLowerCase()).toMatch(protocol === "tcp" ? /tcp|listen/ : /udp|unconn/);
          expect(line).toMatch(new RegExp(`:(?:${ports.from}|[a-z][\\w-]+)\\s`));
        }
      }
    } finally {
      listening?.kill("SIGKILL");
      await network.close();
      rmSync(folder, { recursive: true });
    }
  });
});
