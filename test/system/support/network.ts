import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Probe } from "./probe.ts";
import { run } from "./run.ts";

/** The addresses of the two machines; the outside machine has two, one of them the office's. */
export const addresses = {
  server: { ipv4: "10.99.0.1", ipv6: "fd99::1" },
  office: { ipv4: "10.99.0.2", ipv6: "fd99::2" },
  stranger: { ipv4: "10.99.0.3", ipv6: "fd99::3" },
} as const;

/** A request to an agent, which agent.py explains. */
type Task =
  | {
      readonly kind: "listen";
      readonly ports: readonly number[];
      /** The addresses of the machine. */
      readonly hosts: readonly string[];
    }
  | { readonly kind: "probe"; readonly probes: readonly Probe[] };

/** An agent's answer: whether each probe got a reply. */
type Result = readonly boolean[];

/** A process on a machine, and its answers. */
interface Agent {
  readonly process: ChildProcess;
  readonly answers: AsyncIterator<string>;
}

/** Two machines, as network namespaces joined by a cable: a server and one outside. */
export class Network {
  readonly server: string;
  readonly outside: string;
  readonly #agents = new Map<string, Agent>();

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
      this.#start(namespace);
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
      agent.process.kill("SIGKILL");
    }
    for (const namespace of [this.server, this.outside]) {
      await run("ip", ["netns", "del", namespace]).catch(() => {});
    }
  }

  #start(namespace: string): void {
    const agent = spawn(
      "ip",
      ["netns", "exec", namespace, "python3", join(import.meta.dirname, "agent.py")],
      { stdio: ["pipe", "pipe", "inherit"] },
    );
    const answers = createInterface({ input: agent.stdout })[Symbol.asyncIterator]();
    this.#agents.set(namespace, { process: agent, answers });
  }

  async #tell(namespace: string, task: Task): Promise<Result> {
    const agent = this.#agents.get(namespace);
    agent?.process.stdin?.write(`${JSON.stringify(task)}\n`);
    const answer = await agent?.answers.next();
    if (!answer || answer.done) {
      throw new Error("the agent ended");
    }
    const result: Result | { readonly error: string } = JSON.parse(answer.value);
    if ("error" in result) {
      throw new Error(result.error);
    }
    return result;
  }
}
