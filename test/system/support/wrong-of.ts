import type { Exposure } from "../../../src/index.ts";
import type { Network } from "./network.ts";
import type { Probe } from "./probe.ts";
import { probesByVerdict } from "./verdict-of.ts";

/** Sends the probes from one of the machines, and returns those with an unexpected result. */
export async function wrongOf(
  network: Network,
  machine: "server" | "outside",
  probes: readonly Probe[],
): Promise<readonly string[]> {
  return wrongAmong(probes, await answersTo(network, machine, probes));
}

/** What the probes of an exposure showed. */
interface Outcome {
  /** Where the server differs. */
  readonly wrong: readonly string[];
  readonly probes: number;
  readonly unknown: number;
}

/** Tests an exposure on some ports in both directions. */
export async function wrongOfPolicy(
  network: Network,
  policy: Exposure,
  ports: readonly number[],
): Promise<Outcome> {
  const [outcome] = await wrongOfReadings(network, [policy], ports);
  return outcome as Outcome;
}

/** Tests several exposures of the same rules on some ports, and probes each connection once for all of them. */
export async function wrongOfReadings(
  network: Network,
  exposures: readonly Exposure[],
  ports: readonly number[],
): Promise<readonly Outcome[]> {
  const readings = exposures.map((exposure) => probesByVerdict(exposure, ports));
  // Connections accepted by earlier rules would be existing connections.
  await network.onServer("conntrack", ["--flush"]);
  const [fromOutside, fromServer] = await Promise.all([
    answersTo(
      network,
      "outside",
      readings.flatMap(({ outside }) => outside),
    ),
    answersTo(
      network,
      "server",
      readings.flatMap((reading) => reading.fromServer),
    ),
  ]);
  return readings.map(({ outside, fromServer: outbound, unknown }) => ({
    wrong: [...wrongAmong(outside, fromOutside), ...wrongAmong(outbound, fromServer)],
    probes: outside.length + outbound.length,
    unknown: unknown.length,
  }));
}

/** Sends each different probe once, and returns the results by connection. */
async function answersTo(
  network: Network,
  machine: "server" | "outside",
  probes: readonly Probe[],
): Promise<ReadonlyMap<string, boolean>> {
  const different = new Map(probes.map((probe) => [connectionOf(probe), probe]));
  const answers = await network.probe(machine, [...different.values()]);
  return new Map(
    [...different.keys()].map((connection, index) => [connection, answers[index] === true]),
  );
}

function wrongAmong(
  probes: readonly Probe[],
  answers: ReadonlyMap<string, boolean>,
): readonly string[] {
  return probes.flatMap((probe) =>
    answers.get(connectionOf(probe)) === probe.open
      ? []
      : [`${connectionOf(probe)} is ${probe.open ? "closed" : "open"}`],
  );
}

function connectionOf({ from, to, protocol, port }: Probe): string {
  return `${from} to ${to}: ${protocol} ${port}`;
}
