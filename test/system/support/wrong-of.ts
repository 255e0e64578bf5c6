import type { Exposure } from "../../../src/index.ts";
import type { Probe } from "./agent.ts";
import type { Network } from "./network.ts";
import { probesByVerdict } from "./verdict-of.ts";

/** Makes the probes from one of the machines, and says which are not answered as they should be. */
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

/** Tries what a policy that was read says of some ports, both ways, and tells what the server does otherwise. */
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
  // What rules let through that were there before would be a connection that exists.
  await network.onServer("conntrack", ["--flush"]);
  const fromOutside = await wrongOf(network, "outside", outside);
  return {
    wrong: [...fromOutside, ...(await wrongOf(network, "server", fromServer))],
    probes: outside.length + fromServer.length,
    unknown: unknown.length,
  };
}
