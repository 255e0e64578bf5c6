import { commonPorts, otherPorts, portSet } from "../../net/port-set.ts";
import type { Origin, PortRange, Protocol } from "../../net/types.ts";
import type { ChosenScan } from "./choose-hosts.ts";
import { verdictOf } from "./verdict-of.ts";

/** Ports with the same scan result. */
export interface Result {
  readonly ports: readonly PortRange[];
  readonly origin: Origin;
}

/** Ports whose state a scan leaves in doubt, and why. */
interface DoubtfulResult extends Result {
  readonly why: string;
}

/** The scan results for the ports of a protocol. */
export interface ProtocolResults {
  readonly open: readonly Result[];
  readonly closed: readonly Result[];
  readonly doubtful: readonly DoubtfulResult[];
  /** Whether any port of the protocol was scanned. */
  readonly isExamined: boolean;
}

/** Returns the scan results for the ports of a protocol. */
export function protocolResults(scans: readonly ChosenScan[], protocol: Protocol): ProtocolResults {
  const open: Result[] = [];
  const closed: Result[] = [];
  const doubtful: DoubtfulResult[] = [];
  for (const scan of scans) {
    const technique = scan.techniques.find((each) => each.protocol === protocol)?.name;
    const rest = restOf(scan, protocol);
    for (const { ports, state, reason, origin } of [...statedOf(scan, protocol), ...rest]) {
      if (state === undefined) {
        const why = "the input does not show in which state nmap found the port";
        doubtful.push({ ports, origin, why });
        continue;
      }
      const verdict = verdictOf({ state, reason }, technique, scan.oddOption);
      if (typeof verdict === "string") {
        (verdict === "open" ? open : closed).push({ ports, origin });
      } else {
        doubtful.push({ ports, origin, why: verdict.why });
      }
    }
  }
  const isExamined = scans.some(({ techniques }) =>
    techniques.some((each) => each.protocol === protocol),
  );
  return { open, closed, doubtful, isExamined };
}

/** Ports, and their state if the input shows it. */
interface Stated extends Result {
  readonly state: string | undefined;
  readonly reason: string;
}

function statedOf({ host }: ChosenScan, protocol: Protocol): readonly Stated[] {
  return host.ports.filter((each) => each.protocol === protocol);
}

/**
 * Returns the scanned ports that are not listed. If one counted state covers exactly these ports, it is theirs;
 * otherwise the input does not show their state.
 */
function restOf(scan: ChosenScan, protocol: Protocol): readonly Stated[] {
  const { counted, origin } = scan.host;
  const rest = unlisted(scan, protocol);
  if (rest.length === 0) {
    return [];
  }
  const both = (["tcp", "udp"] as const).flatMap((each) => unlisted(scan, each));
  const [first] = counted;
  const isOne = first !== undefined && counted.length === 1 && first.count === sizeOf(both);
  return [
    isOne
      ? { ports: rest, state: first.state, reason: first.reason, origin: first.origin }
      : { ports: rest, state: undefined, reason: "", origin },
  ];
}

/** Returns the scanned ports of a protocol whose state is not listed. */
function unlisted(scan: ChosenScan, protocol: Protocol): readonly PortRange[] {
  const technique = scan.techniques.find((each) => each.protocol === protocol);
  const listed = portSet(statedOf(scan, protocol).flatMap(({ ports }) => ports));
  return commonPorts(technique?.ports ?? [], otherPorts(listed));
}

function sizeOf(ports: readonly PortRange[]): number {
  return ports.reduce((sum, { from, through }) => sum + through - from + 1, 0);
}
