import type { Probe } from "./agent.ts";
import type { Network } from "./network.ts";

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
