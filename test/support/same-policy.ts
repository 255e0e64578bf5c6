import type { Family, Permitted, PortAccess, Protocol } from "../../src/index.ts";

// This file must not use src/net, because it checks results of src/net.

/** A run of addresses as numbers, including both ends. */
type Run = readonly [first: bigint, last: bigint];

const bits = { ipv4: 32n, ipv6: 128n } as const;

/**
 * Returns everything that a policy or an exposure opens to addresses of some families as canonical text:
 * one line per direction, protocol and run of ports, with who may connect.
 */
export function openTo(
  permitted: Permitted,
  families: readonly Family[] = ["ipv4", "ipv6"],
): string {
  return (["inbound", "outbound"] as const)
    .flatMap((direction) =>
      (["tcp", "udp"] as const).flatMap((protocol) =>
        linesOf(rulesOf(permitted, direction, protocol), families).map(
          (line) => `${direction} ${protocol} ${line}`,
        ),
      ),
    )
    .join("\n");
}

function rulesOf(
  { defaults, rules }: Permitted,
  direction: PortAccess["direction"],
  protocol: Protocol,
): readonly Pick<PortAccess, "except" | "ports" | "sources">[] {
  return defaults[direction] === "accept"
    ? [{ ports: { from: 1, through: 65535 }, sources: "any", except: [] }]
    : rules.filter((rule) => rule.direction === direction && rule.protocol === protocol);
}

function linesOf(
  rules: readonly Pick<PortAccess, "except" | "ports" | "sources">[],
  families: readonly Family[],
): readonly string[] {
  const lines: { from: number; through: number; who: string }[] = [];
  const starts = new Set(rules.flatMap(({ ports }) => [ports.from, ports.through + 1]));
  const sorted = [...starts].sort((a, b) => a - b);
  for (const [index, from] of sorted.entries()) {
    const through = (sorted[index + 1] ?? from) - 1;
    const here = rules.filter(({ ports }) => ports.from <= from && from <= ports.through);
    const who = families
      .map((family) => [family, merged(here.flatMap((rule) => runsOf(rule, family)))] as const)
      .filter(([, runs]) => runs.length > 0)
      .map(([family, runs]) => `${family} ${runs.map((run) => run.join("-")).join()}`)
      .join(" ");
    const before = lines.at(-1);
    if (before?.who === who && before.through === from - 1) {
      before.through = through;
    } else if (who !== "") {
      lines.push({ from, through, who });
    }
  }
  return lines.map(({ from, through, who }) => `${from}-${through} for ${who}`);
}

/** Returns the addresses of a rule: its sources without its exceptions. */
function runsOf(
  { sources, except }: Pick<PortAccess, "except" | "sources">,
  family: Family,
): readonly Run[] {
  const all: Run = [0n, (1n << bits[family]) - 1n];
  const ofFamily = (list: readonly string[]) =>
    list.filter((text) => text.includes(":") === (family === "ipv6")).map((text) => runOf(text));
  let runs: readonly Run[] = sources === "any" ? [all] : ofFamily(sources);
  for (const [first, last] of ofFamily(except)) {
    runs = runs.flatMap(([from, through]): readonly Run[] =>
      [
        [from, through < first ? through : first - 1n] as const,
        [from > last ? from : last + 1n, through] as const,
      ].filter(([start, end]) => start <= end),
    );
  }
  return runs;
}

/** Reads `192.0.2.0/24` or `2001:db8::1`. */
function runOf(text: string): Run {
  const [address = "", prefix] = text.split("/");
  const isV6 = address.includes(":");
  const length = isV6 ? 128n : 32n;
  const size = 1n << (length - BigInt(prefix ?? length));
  const first = isV6 ? numberOfV6(address) : numberOfV4(address);
  return [first, first + size - 1n];
}

function numberOfV4(address: string): bigint {
  return address.split(".").reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function numberOfV6(address: string): bigint {
  const [left = "", right] = address.split("::");
  const groups = (side: string) => (side === "" ? [] : side.split(":"));
  const start = groups(left);
  const end = right === undefined ? [] : groups(right);
  const zeros = Array.from({ length: 8 - start.length - end.length }, () => "0");
  return [...start, ...zeros, ...end].reduce(
    (sum, group) => sum * 65536n + BigInt(`0x${group}`),
    0n,
  );
}

/** Sorts runs and joins adjacent ones. */
function merged(runs: readonly Run[]): readonly Run[] {
  const sorted = [...runs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const all: Run[] = [];
  for (const [first, last] of sorted) {
    const before = all.at(-1);
    if (before && first <= before[1] + 1n) {
      all[all.length - 1] = [before[0], last > before[1] ? last : before[1]];
    } else {
      all.push([first, last]);
    }
  }
  return all;
}
