import { InvalidOptionError } from "../../errors.ts";
import { parsePrefix } from "../../net/network.ts";
import type { Family } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import { quote } from "../../util/quote.ts";
import type { ParseNmapOptions } from "./options.ts";
import type { Scan, ScannedHost } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** A scan, and the host in it that is the server. */
export interface ChosenScan extends Scan {
  readonly host: ScannedHost;
}

/** The maximum number of hosts that a message names. */
const named = 10;

/**
 * Returns the scans of the server, which has one address per family.
 *
 * @throws {@link InvalidConfigurationError} if there is no host, or if nmap ran on the host itself
 * @throws {@link InvalidOptionError} if the host was not scanned, or there are several hosts and none was chosen
 */
export function chooseHosts(
  scans: readonly Scan[],
  { host }: ParseNmapOptions,
): readonly ChosenScan[] {
  const all = scans.flatMap((scan) => scan.hosts.map((each) => ({ ...scan, host: each })));
  const complete = all.filter((each) => each.host.isComplete);
  const names = [...new Set(all.map((each) => nameOf(each.host)))];
  if (complete.length === 0) {
    throw wrongLine(
      { input: 0, line: null },
      names.length === 0
        ? "has no host that was up; scan with -Pn if the host does not answer pings"
        : `has no port scan of ${listOf(names)}`,
    );
  }
  const chosen = host === undefined ? complete : complete.filter((each) => isHost(each.host, host));
  if (chosen.length === 0) {
    throw new InvalidOptionError(`host is ${quote(host)}, but the input has no port scan of it`, {
      field: "host",
      input: host,
      expected: `one of ${listOf(names)}`,
      accepted: [...new Set(complete.flatMap((each) => [each.host.address, ...each.host.names]))],
    });
  }
  refuseSeveral(chosen, host);
  if (chosen.length > limits.nmapScans) {
    throw wrongLine(
      { input: 0, line: null },
      `has ${chosen.length} scans of the host; the limit is ${limits.nmapScans}`,
    );
  }
  const scanner = chosen.find((each) => each.host.isScanner);
  if (scanner) {
    throw wrongLine(
      scanner.host.origin,
      `has a scan that ${scanner.host.address} made of itself, which bypasses the firewall; scan from another machine`,
    );
  }
  return chosen;
}

function refuseSeveral(chosen: readonly ChosenScan[], host: string | undefined): void {
  for (const family of ["ipv4", "ipv6"] as const satisfies readonly Family[]) {
    const hosts = chosen.map((each) => each.host).filter((each) => each.family === family);
    const names = new Map(hosts.map((each) => [each.address, nameOf(each)]));
    if (names.size > 1) {
      const problem =
        host === undefined
          ? "host is not set, but the input has several hosts"
          : `host is ${quote(host)}, which is the name of several hosts`;
      throw new InvalidOptionError(problem, {
        field: "host",
        input: host,
        expected: `one of ${listOf([...names.values()])}`,
        accepted: [...names.keys()],
      });
    }
  }
}

function isHost({ address, names }: ScannedHost, host: unknown): boolean {
  if (typeof host !== "string") {
    return false;
  }
  const read = parsePrefix(host);
  const own = parsePrefix(address);
  return read
    ? read.family === own?.family && read.address === own.address
    : names.some((name) => name.toLowerCase() === host.toLowerCase());
}

function nameOf({ address, names: [name] }: ScannedHost): string {
  return name === undefined ? address : `${address} (${excerpt(name).slice(1, -1)})`;
}

function listOf(names: readonly string[]): string {
  const more = names.length > named ? ` and ${names.length - named} more` : "";
  return `${names.slice(0, named).join(", ")}${more}`;
}
