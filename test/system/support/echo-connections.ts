import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Network } from "./network.ts";

/** An echo server on a port that no test listener uses. */
const echoPort = 12345;

const server = `require("net")
  .createServer((socket) => socket.on("error", () => {}).pipe(socket))
  .listen(${echoPort}, "::", () => console.log("up"))`;

/** Sends a byte over every requested connection, and prints the answered ones after the last reply. */
const client = (from: readonly string[], to: string) => `
const { connect } = require("net");
const from = ${JSON.stringify(from)};
const answered = new Set();
let check = () => {};
const sockets = from.map((localAddress, index) =>
  connect({ host: ${JSON.stringify(to)}, port: ${echoPort}, localAddress })
    .on("error", () => {})
    .on("data", () => { answered.add(index); check(); }),
);
Promise.all(sockets.map((each) => new Promise((done) => each.once("connect", done)))).then(() => console.log("up"));
process.stdin.on("data", () => {
  answered.clear();
  check = () => {
    if (answered.has(from.length - 1)) {
      check = () => {};
      setTimeout(() => console.log(JSON.stringify(from.map((_, index) => answered.has(index)))), 300);
    }
  };
  for (const each of sockets) each.write("x");
});`;

/** Existing connections that can be tested repeatedly. */
export interface EchoConnections {
  /** Returns whether each connection still works; the last one must. */
  readonly work: () => Promise<readonly boolean[]>;
}

/** Opens connections to the server from some addresses, and closes them after use. */
export async function withEchoConnections(
  network: Network,
  from: readonly string[],
  to: string,
  use: (connections: EchoConnections) => Promise<void>,
): Promise<void> {
  const processes: ChildProcess[] = [];
  const start = async (namespace: string, script: string) => {
    const child = spawn("ip", ["netns", "exec", namespace, process.execPath, "-e", script], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    processes.push(child);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await lines.next();
    return { child, lines };
  };
  try {
    await start(network.server, server);
    const { child, lines } = await start(network.outside, client(from, to));
    await use({
      work: async () => {
        child.stdin.write("\n");
        return JSON.parse((await lines.next()).value ?? "[]");
      },
    });
  } finally {
    for (const each of processes) {
      each.kill("SIGKILL");
    }
  }
}
