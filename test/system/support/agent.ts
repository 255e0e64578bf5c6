/**
 * A process in a network namespace that listens and connects as requested over IPC.
 *
 * A dropped packet gets no reply, and a slow machine replies late. To distinguish the two, the probes that
 * should get a reply are sent last: once all of them got one, an earlier probe without a reply was dropped.
 */
import { createSocket } from "node:dgram";
import { createServer, connect as openTcp } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** A connection to probe, and whether it should get a reply. */
export interface Probe {
  readonly protocol: "tcp" | "udp";
  /** The address to connect from. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly open: boolean;
}

/** A request to an agent. */
export type Task =
  | {
      readonly kind: "listen";
      readonly ports: readonly number[];
      /** The addresses of the machine. */
      readonly hosts: readonly string[];
    }
  | { readonly kind: "probe"; readonly probes: readonly Probe[] };

/** An agent's response: whether each probe got a reply. */
export type Result = readonly boolean[];

/** Long enough for the slowest machine: only what is dropped takes longer. */
const patience = 60_000;

process.on("message", async (task: Task) => {
  try {
    process.send?.(
      task.kind === "listen" ? await listen(task.ports, task.hosts) : await probeAll(task.probes),
    );
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
process.on("disconnect", () => process.exit());

async function listen(ports: readonly number[], hosts: readonly string[]): Promise<Result> {
  await Promise.all(
    ports.flatMap((port) => [listenTcp(port), ...hosts.map((host) => listenUdp(port, host))]),
  );
  return [];
}

function listenTcp(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.end("here");
    })
      .on("error", reject)
      .listen({ port, host: "::", backlog: 512 }, resolve);
  });
}

/** One socket per address: a wildcard socket would reply from an address of its choice. */
function listenUdp(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
    socket.on("error", reject);
    socket.on("message", (_, peer) => socket.send("here", peer.port, peer.address, () => {}));
    socket.bind(port, host, resolve);
  });
}

async function probeAll(probes: readonly Probe[]): Promise<Result> {
  const answered = probes.map(() => false);
  const endings: (() => void)[] = [];
  const start = (probe: Probe, index: number) =>
    new Promise<void>((resolve) => {
      const settle = () => {
        answered[index] = true;
        resolve();
      };
      endings.push(probe.protocol === "tcp" ? tryTcp(probe, settle) : tryUdp(probe, settle));
    });
  const all = probes.map((probe, index) => ({ probe, index }));
  const began = performance.now();
  for (const { probe, index } of all.filter((each) => !each.probe.open)) {
    start(probe, index);
  }
  await wait(1);
  const expected = all
    .filter(({ probe }) => probe.open)
    .map((each) => start(each.probe, each.index));
  await Promise.race([Promise.all(expected), wait(patience)]);
  if (answered.includes(false)) {
    await wait(Math.max(150, (performance.now() - began) / 2));
  }
  for (const end of endings) {
    end();
  }
  return answered;
}

function tryTcp({ from, to, port }: Probe, settle: () => void): () => void {
  const socket = openTcp({ host: to, port, localAddress: from });
  // Only the listener's data counts: a reset or rejection is not a reply.
  socket.on("data", () => {
    settle();
    socket.destroy();
  });
  socket.on("error", () => socket.destroy());
  return () => socket.destroy();
}

function tryUdp({ from, to, port }: Probe, settle: () => void): () => void {
  const socket = createSocket(to.includes(":") ? "udp6" : "udp4");
  let isOpen = true;
  const end = () => {
    if (isOpen) {
      isOpen = false;
      socket.close();
    }
  };
  const send = () => isOpen && socket.send("who", () => {});
  socket.on("message", () => {
    settle();
    end();
  });
  socket.on("error", () => {});
  socket.bind(0, from, () =>
    socket.connect(port, to, () => {
      send();
      // A lost datagram is not retransmitted, unlike a connection attempt.
      setTimeout(send, 500).unref();
    }),
  );
  return end;
}
