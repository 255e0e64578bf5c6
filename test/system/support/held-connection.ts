import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { addresses, Network } from "./network.ts";

/** A server port that no random rule or policy contains. */
export const heldPort = 31_007;

/** A connection of the office to the server that stays open. */
export interface HeldConnection {
  /** Returns whether data sent over it is still echoed. */
  readonly isAlive: () => Promise<boolean>;
  readonly close: () => void;
}

const echo = `require("node:net").createServer((socket) => socket.on("error", () => {}).pipe(socket)).listen(${heldPort}, "::", () => console.log("ready"))`;
const client = `const socket = require("node:net").connect(${heldPort}, "${addresses.server.ipv4}", () => console.log("ready"));
socket.on("error", () => process.exit());
process.stdin.pipe(socket);
socket.pipe(process.stdout);`;

/** Creates two machines and a connection between them; rules are loaded only afterwards. */
export async function withHeldConnection(
  ports: readonly number[],
  use: (network: Network, held: HeldConnection) => Promise<void>,
): Promise<void> {
  const network = new Network();
  try {
    await network.open(ports);
    const held = await holdConnection(network);
    await use(network, held).finally(() => held.close());
  } finally {
    await network.close();
  }
}

async function holdConnection(network: Network): Promise<HeldConnection> {
  const start = async (namespace: string, script: string) => {
    const child = spawn("ip", ["netns", "exec", namespace, process.execPath, "-e", script], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    return child;
  };
  const server = await start(network.server, echo);
  const office: ChildProcess = await start(network.outside, client);
  let count = 0;
  return {
    isAlive: async () => {
      const text = `ping ${count++}\n`;
      let back = "";
      const read = (data: Buffer) => {
        back += data;
      };
      office.stdout?.on("data", read);
      office.stdin?.write(text);
      for (let tries = 0; tries < 300 && !back.includes(text); tries++) {
        await wait(10);
      }
      office.stdout?.off("data", read);
      return back.includes(text);
    },
    close: () => {
      office.kill("SIGKILL");
      server.kill("SIGKILL");
    },
  };
}
