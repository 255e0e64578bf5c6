import type { Exposure } from "../../../src/index.ts";
import type { Probe } from "./agent.ts";
import type { Network } from "./network.ts";
import { probesByVerdict } from "./verdict-of.ts";

/** Sends the probes from one of the machines, and returns those with an unexpected result. */
export async function wrongOf(
  network: Network,
  machine: "server" | "outside",
  probes: readonly Probe[],
): Promise<readonly string[]> {
  const answers = await network.probe(machine, probes);
  return probes.flatMap(({ from, to, protocol, port, open }, index) =>
    answers[index] === open
      ? []
      : [`${from} to ${to}: ${protocol} ${port} is ${open ? "closed" : "open"}`],
  );
}

/** Tests an exposure on some ports in both directions, and returns where the server differs. */
export async function wrongOfPolicy(
  network: Network,
  policy: Exposure,
  ports: readonly number[],
): Promise<{
  readonly wrong: readonly string[];
  readonly probes: number;
  readonly unknown: number;
}> {
  const { outside, fromServer, unknown } = probesByVerdict(policy, ports);
  // Connections accepted by earlier rules would be existing connections.
  await network.onServer("conntrack", ["--flush"]);
  const fromOutside = await wrongOf(network, "outside", outside);
  return {
    wrong: [...fromOutside, ...(await wrongOf(network, "server", fromServer))],
    probes: outside.length + fromServer.length,
    unknown: unknown.length,
  };
}
