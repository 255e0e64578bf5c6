import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import type { Probe, Result, Task } from "./agent.ts";
import { run } from "./run.ts";

/** The addresses of the two machines; the outside machine has two, one of them the office's. */
export const addresses = {
  server: { ipv4: "10.99.0.1", ipv6: "fd99::1" },
  office: { ipv4: "10.99.0.2", ipv6: "fd99::2" },
  stranger: { ipv4: "10.99.0.3", ipv6: "fd99::3" },
} as const;

/** The agent in JavaScript, because a loader of TypeScript would start with each of the many agents. */
const { code: agentCode } = transformSync(
  readFileSync(join(import.meta.dirname, "agent.ts"), "utf8"),
  { loader: "ts", format: "esm" },
);

/** Two machines, as network namespaces joined by a cable: a server and one outside. */
export class Network {
  readonly server: string;
  readonly outside: string;
  readonly #agents = new Map<string, ChildProcess>();

  constructor() {
    const id = randomBytes(3).toString("hex");
    this.server = `cpp-${id}-s`;
    this.outside = `cpp-${id}-o`;
  }

  /** Creates the namespaces, with listeners on some ports in both. */
  async open(ports: readonly number[]): Promise<void> {
    const { server, office, stranger } = addresses;
    await run("ip", ["netns", "add", this.server]);
    await run("ip", ["netns", "add", this.outside]);
    await run("ip", [
      ..."link add eth0 netns".split(" "),
      this.server,
      ..."type veth peer name eth0 netns".split(" "),
      this.outside,
    ]);
    for (const [namespace, machines] of [
      [this.server, [server]],
      [this.outside, [office, stranger]],
    ] as const) {
      const lines = [
        "link set lo up",
        "link set eth0 up",
        ...machines.flatMap(({ ipv4, ipv6 }) => [
          `addr add ${ipv4}/24 dev eth0`,
          `addr add ${ipv6}/64 dev eth0 nodad`,
        ]),
      ];
      await run("ip", ["-n", namespace, "-batch", "-"], { input: lines.join("\n") });
      await this.#start(namespace);
      const hosts = machines.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]);
      await this.#tell(namespace, { kind: "listen", ports, hosts: [...hosts, "127.0.0.1", "::1"] });
    }
    // Waits until the neighbors are known, and the link is up for IPv6.
    for (const family of ["ipv4", "ipv6"] as const) {
      await this.probe("outside", [
        {
          protocol: "tcp",
          from: office[family],
          to: server[family],
          port: ports[0] ?? 0,
          open: true,
        },
      ]);
    }
  }

  /** Runs a command on the server. */
  onServer(
    command: string,
    args: readonly string[] = [],
    options: { input?: string; env?: Readonly<Record<string, string>> } = {},
  ): Promise<string> {
    return run("ip", ["netns", "exec", this.server, command, ...args], options);
  }

  /** Probes connections from one of the machines. */
  async probe(machine: "server" | "outside", probes: readonly Probe[]): Promise<Result> {
    return this.#tell(this[machine], { kind: "probe", probes });
  }

  /** Removes everything. */
  async close(): Promise<void> {
    for (const agent of this.#agents.values()) {
      agent.kill("SIGKILL");
    }
    for (const namespace of [this.server, this.outside]) {
      await run("ip", ["netns", "del", namespace]).catch(() => {});
    }
  }

  async #start(namespace: string): Promise<void> {
    const agent = spawn(
      "ip",
      [
        ...["netns", "exec", namespace, process.execPath],
        ...["--input-type=module", "--eval", agentCode],
      ],
      { stdio: ["ignore", "inherit", "inherit", "ipc"] },
    );
    this.#agents.set(namespace, agent);
  }

  #tell(namespace: string, task: Task): Promise<Result> {
    const agent = this.#agents.get(namespace);
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error("the agent ended"));
      agent?.once("exit", ended);
      agent?.once("message", (result: Result | { error: string }) => {
        agent.off("exit", ended);
        if ("error" in result) {
          reject(new Error(result.error));
        } else {
          resolve(result);
        }
      });
      agent?.send(task);
    });
  }
}
