import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import { run as runCommand } from "../../../src/cli/run.ts";
import { loaded } from "../../support/run-cli.ts";
import { addresses, type Network } from "./network.ts";
import { temporaryFolder } from "./with-folder.ts";

/** A command that a guide ran. */
export interface Step {
  readonly argv: readonly string[];
  /** 0 for a command of the guide itself; higher for commands of a script that it runs. */
  readonly depth: number;
  status?: number;
}

/** The stub of a command: its exit status, after any effects. */
export type Stub = (argv: readonly string[]) => number | Promise<number>;

/** The commands that the guides use; other commands are not found. */
const commands = [
  ...["nft", "iptables", "ip6tables", "iptables-save", "iptables-restore"],
  ...["ip6tables-save", "ip6tables-restore", "firewall-cmd", "ufw", "apf", "csf"],
  ...["systemctl", "systemd-run", "apt-get", "npx", "ssh", "scp", "sh"],
  ...["cat", "cp", "mv", "mkdir", "rm", "sed", "grep", "tar", "echo", "printf"],
];

/** The parts of /etc that the commands read. */
const etc = [
  ...["alternatives", "passwd", "group", "hosts", "nsswitch.conf", "protocols", "services"],
  ...["ld.so.cache", "ld.so.conf", "ld.so.conf.d", "resolv.conf", "localtime", "crontab"],
  ...["default", "ufw", "firewalld", "apf-firewall", "nftables.conf", "python3.11"],
];

/**
 * A server on which an administrator pastes the blocks of a guide into a shell. It has its own /etc, /root,
 * /run and /usr/local directories.
 */
export class GuideServer {
  readonly folder = temporaryFolder();
  /** The commands run since {@link GuideServer.paste} began. */
  steps: Step[] = [];
  /** The commands that were stubbed. */
  readonly stubbed = new Set<string>();
  /** The end of the output. */
  output = "";
  /** The command that a timer runs. */
  timer: readonly string[] | undefined;
  readonly #network: Network;
  readonly #sshPort: number;
  readonly #stubs: Readonly<Record<string, Stub>>;
  #shell: ChildProcess | undefined;
  #failing = Number.POSITIVE_INFINITY;
  #candidates = 0;
  #ended: ((status: number) => void) | undefined;
  #broken: ((error: Error) => void) | undefined;
  #running: Step[] = [];
  #queue: Promise<void> = Promise.resolve();

  constructor(network: Network, sshPort: number, stubs: Readonly<Record<string, Stub>>) {
    this.#network = network;
    this.#sshPort = sshPort;
    this.#stubs = {
      npx: (argv) => this.#npx(argv),
      "systemd-run": (argv) => this.#systemdRun(argv),
      systemctl: ([, verb, unit]) => this.systemctl(verb, unit),
      "apt-get": () => 0,
      ...stubs,
    };
    for (const name of ["etc", "root", "run", "local/cpanel", "bin", "workstation"]) {
      mkdirSync(join(this.folder, name), { recursive: true });
    }
    for (const name of etc.filter((each) => existsSync(join("/etc", each)))) {
      cpSync(join("/etc", name), this.path(`/etc/${name}`), {
        recursive: true,
        verbatimSymlinks: true,
      });
    }
    copyFileSync(join(import.meta.dirname, "guide-step.sh"), join(this.folder, "step"));
    chmodSync(join(this.folder, "step"), 0o755);
    for (const name of commands) {
      symlinkSync("../step", join(this.folder, "bin", name));
    }
    this.write("/usr/local/cpanel/version", "11.138.0.7\n");
  }

  /** Returns this process's path to a path of the server. */
  path(path: string): string {
    return path.startsWith("/")
      ? join(this.folder, path.replace(/^\/usr\/local/, "/local"))
      : join(this.folder, "workstation", path);
  }

  read(path: string): string {
    return readFileSync(this.path(path), "utf8");
  }

  write(path: string, text: string): void {
    writeFileSync(this.path(path), text);
  }

  /** Opens the shell; `env` applies to all of its commands. */
  open(env: Readonly<Record<string, string>> = {}): void {
    const { folder } = this;
    const { office, server } = addresses;
    const mounts = { etc: "/etc", root: "/root", run: "/run", local: "/usr/local" };
    const script = [
      ...Object.entries(mounts).map(([name, path]) => `mount --bind ${folder}/${name} ${path}`),
      `cd ${folder}/workstation`,
      // Their stubs are consulted, as for every other command.
      `exec env PATH=${folder}/bin /bin/bash --norc --noprofile`,
    ].join(" && ");
    const shell = spawn("ip", ["netns", "exec", this.#network.server, "bash", "-c", script], {
      stdio: ["pipe", "pipe", "pipe", "pipe", "pipe"],
      env: {
        ...process.env,
        ...env,
        LC_ALL: "C.UTF-8",
        GUIDE: folder,
        GUIDE_REAL_PATH: process.env.PATH ?? "",
        SSH_CONNECTION: `${office.ipv4} 50022 ${server.ipv4} ${this.#sshPort}`,
      },
    });
    this.#shell = shell;
    for (const stream of [shell.stdout, shell.stderr]) {
      stream?.on("data", (chunk) => {
        this.output = (this.output + chunk).slice(-4000);
      });
    }
    shell.once("exit", () => this.#broken?.(new Error(`the shell closed\n${this.output}`)));
    createInterface({ input: shell.stdio[3] as never }).on("line", (line) => {
      this.#queue = this.#queue
        .then(() => this.#told(line))
        .catch((error) => this.#broken?.(error as Error));
    });
    shell.stdin?.write("enable -n echo printf\n");
  }

  /**
   * Pastes text into the shell, and waits until it has run.
   *
   * @throws Error if the administrator cannot connect after one of its commands, or the shell closes
   *
   * @param failing - the index of the command that fails, from 0
   * @returns the status of the last command
   */
  async paste(text: string, failing = Number.POSITIVE_INFINITY): Promise<number> {
    this.steps = [];
    this.#running = [];
    this.#candidates = 0;
    this.#failing = failing;
    return new Promise((resolve, reject) => {
      this.#ended = resolve;
      this.#broken = reject;
      this.#shell?.stdin?.write(`${text}/usr/bin/printf 'end %s\\n' "$?" >&3\n`);
    });
  }

  /** The command that was made to fail, if the block has that many commands. */
  get failed(): Step | undefined {
    return this.#candidates > this.#failing
      ? this.steps.filter(isCandidate)[this.#failing]
      : undefined;
  }

  /** Runs the command of the timer. */
  async fire(): Promise<void> {
    const argv = this.timer ?? [];
    this.timer = undefined;
    const quoted = argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`);
    const status = await this.paste(`${quoted.join(" ")}\n`);
    if (argv.length === 0 || status !== 0) {
      throw new Error(`what the timer runs ends with ${status}: ${argv.join(" ")}`);
    }
  }

  /** Returns whether connections to ports from an outside machine are accepted, over each family. */
  async isOpen(
    from: "office" | "stranger",
    ports: readonly number[],
    open: boolean,
  ): Promise<readonly boolean[]> {
    const probes = ports.flatMap((port) =>
      (["ipv4", "ipv6"] as const).map((family) => ({
        protocol: "tcp" as const,
        from: addresses[from][family],
        to: addresses.server[family],
        port,
        open,
      })),
    );
    return this.#network.probe("outside", probes);
  }

  /** Simulates systemd for the timer, the only unit. */
  systemctl(verb: string | undefined, unit: string | undefined): number {
    if (unit !== "undo-ports.timer") {
      return 0;
    }
    if (verb === "is-active") {
      return this.timer ? 0 : 3;
    }
    const status = this.timer ? 0 : 5;
    this.timer = undefined;
    return status;
  }

  close(): void {
    this.#broken = undefined;
    this.#shell?.kill("SIGKILL");
    rmSync(this.folder, { recursive: true });
  }

  async #told(line: string): Promise<void> {
    const [what, value] = line.split(" ");
    if (what === "end") {
      this.#ended?.(Number(value));
      return;
    }
    if (what === "before") {
      this.#answer(await this.#begin(Number(value)));
      return;
    }
    const argv = this.#argv();
    const step = this.#running.findLast((each) => each.argv.join("\0") === argv.join("\0"));
    if (step) {
      step.status = Number(value);
    }
    await this.#probe(argv);
    this.#answer("ok");
  }

  /** Decides the outcome of a command. */
  async #begin(depth: number): Promise<string> {
    const step: Step = { argv: this.#argv(), depth };
    const mayFail = isCandidate(step, this.steps.length, [...this.steps, step]);
    this.steps.push(step);
    this.#running.push(step);
    this.#print("", "");
    if (mayFail && this.#candidates++ === this.#failing) {
      return "stub 1";
    }
    const [name = ""] = step.argv;
    const stub = this.#stubs[name];
    if (stub === undefined) {
      return "run";
    }
    this.stubbed.add(name);
    return `stub ${await stub(step.argv)}`;
  }

  async #probe(argv: readonly string[]): Promise<void> {
    const ports = [this.#sshPort, 2087];
    const answers = await this.isOpen("office", ports, true);
    if (answers.includes(false)) {
      const all = this.steps.map((step) => `${step.argv.join(" ")}: ${step.status}`);
      throw new Error(
        `${ports} over IPv4 and IPv6: ${answers}, after ${argv.join(" ")}\n${all.join("\n")}`,
      );
    }
  }

  #argv(): readonly string[] {
    return readFileSync(join(this.folder, "argv"), "utf8").split("\0").slice(0, -1);
  }

  #answer(text: string): void {
    const answers = this.#shell?.stdio[4] as Writable | undefined;
    answers?.write(`${text}\n`);
  }

  #print(stdout: string, stderr: string): void {
    writeFileSync(join(this.folder, "stdout"), stdout);
    writeFileSync(join(this.folder, "stderr"), stderr);
  }

  #npx([, , ...args]: readonly string[]): number {
    const printed = { stdout: "", stderr: "" };
    const status = runCommand(
      args,
      "0.0.0",
      {
        stdout: (text) => {
          printed.stdout += text;
        },
        stderr: (text) => {
          printed.stderr += text;
        },
        readFile: (path) =>
          readFileSync(path === "-" ? join(this.folder, "stdin") : this.path(path)),
        readDirectory: () => undefined,
        writeFile: (path, text) => this.write(path, text),
        isTypedIn: () => false,
        isPipedIn: () => false,
        isTerminal: false,
        today: () => "2026-08-01",
        env: {},
      },
      loaded,
    );
    this.#print(printed.stdout, printed.stderr);
    return status;
  }

  /** Rejects an existing unit, as systemd does. */
  #systemdRun(argv: readonly string[]): number {
    const start = argv.findIndex((word, index) => index > 0 && !word.startsWith("--"));
    if (this.timer) {
      return 1;
    }
    this.timer = argv.slice(start);
    return 0;
  }
}

/** Returns whether a command is made to fail: of a script, only the first one is. */
function isCandidate(step: Step, index: number, steps: readonly Step[]): boolean {
  return step.depth === 0 || steps[index - 1]?.depth === 0;
}
