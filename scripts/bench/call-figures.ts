import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  auditFirewall,
  createPolicy,
  diffReleases,
  getPort,
  listPorts,
  type Policy,
  type PortEntry,
  planUpgrade,
  releases,
  resolveRelease,
} from "../../dist/index.js";
import { parseIptables, parseNftables } from "../../dist/parse.js";
import * as render from "../../dist/render.js";
import { type FigureTable, ratioFigure } from "./figure.ts";
import { type TimedCall, timeCall } from "./time-calls.ts";

const firewalls = join(import.meta.dirname, "../../test/firewalls");

const entries = listPorts(126);
const entryOf = new Map<number, PortEntry>(entries.map((entry) => [entry.port, entry]));
const ports = [...entryOf.keys()];
const numbers = releases.map((each) => each.release);
const lists = numbers.map((release) => listPorts(release));
const policy = createPolicy(126);

/** Times the calls of the library, alternating with their floors. */
export function callFigures(rounds: number): FigureTable {
  const calls = [...queryCalls(), ...policyCalls(), ...rendererCalls(), ...readerCalls()];
  return {
    title: "Calls",
    how: "Warm batches of calls, interleaved with batches of the floor: median CPU times, and the median ratio of neighboring batches.",
    figures: calls.map((each) => {
      const { nanoseconds, floorNanoseconds, ratio } = timeCall(each, rounds);
      return {
        ...ratioFigure(each, nanoseconds, floorNanoseconds, each.target, durationText),
        value: ratio,
      };
    }),
  };
}

function durationText(nanoseconds: number): string {
  const [amount, unit] =
    nanoseconds < 1e3
      ? [nanoseconds, "ns"]
      : nanoseconds < 1e6
        ? [nanoseconds / 1e3, "µs"]
        : [nanoseconds / 1e6, "ms"];
  return `${amount.toPrecision(3)} ${unit}`;
}

function queryCalls(): readonly TimedCall[] {
  return [
    {
      what: "`getPort`",
      floor: "`Map.get`",
      call: () => lookUpAll((port) => getPort(126, port)),
      floorCall: () => lookUpAll((port) => entryOf.get(port)),
      times: ports.length,
      target: 1.5,
    },
    {
      what: "`listPorts` of a release",
      floor: "an array read",
      call: () => numbers.reduce((sum, release) => sum + listPorts(release).length, 0),
      floorCall: () => numbers.reduce((sum, _, index) => sum + (lists[index]?.length ?? 0), 0),
      times: numbers.length,
      target: 1.5,
    },
    ...filterCalls(),
    ...(
      [
        [118, 126],
        [102, 126],
        [126, 112],
      ] as const
    ).map(([from, to]) => ({
      what: `\`diffReleases(${from}, ${to})\``,
      floor: "a comparison of references",
      call: () => diffReleases(from, to),
      floorCall: () => differing(listPorts(from), listPorts(to)),
      target: 5,
    })),
    {
      what: "`resolveRelease`",
      floor: "`String.match`",
      call: () => resolveRelease("11.126.0.5"),
      floorCall: () => "11.126.0.5".match(/^11\.(\d+)\.(\d+)\.(\d+)$/),
      target: null,
    },
  ];
}

function lookUpAll(lookUp: (port: number) => PortEntry | undefined): number {
  let found = 0;
  for (const port of ports) {
    if (lookUp(port) !== undefined) {
      found++;
    }
  }
  return found;
}

function filterCalls(): readonly TimedCall[] {
  const floor = "a handwritten loop";
  return [
    {
      what: "`listPorts` with one filter",
      floor,
      call: () => listPorts(126, { protocol: "udp" }),
      floorCall: () => collect(({ documented }) => documented.udp),
      target: 1.5,
    },
    {
      what: "`listPorts` with two filters",
      floor,
      call: () => listPorts(126, { direction: "inbound", protocol: "udp" }),
      floorCall: () => collect(({ documented }) => documented.inbound && documented.udp),
      target: 1.5,
    },
    {
      what: "`listPorts` with three filters",
      floor,
      call: () => listPorts(126, { direction: "inbound", protocol: "tcp", service: "exim" }),
      floorCall: () =>
        collect(
          ({ documented, services }) =>
            documented.inbound && documented.tcp && services.includes("smtp"),
        ),
      target: 1.5,
    },
  ];
}

function collect(holds: (entry: PortEntry) => boolean): readonly PortEntry[] {
  const found: PortEntry[] = [];
  for (const entry of entries) {
    if (holds(entry)) {
      found.push(entry);
    }
  }
  return Object.freeze(found);
}

/** Walks two ascending lists, and keeps entries that only one has or that are different objects. */
function differing(before: readonly PortEntry[], after: readonly PortEntry[]): readonly unknown[] {
  const found: unknown[] = [];
  let right = 0;
  for (const entry of before) {
    while (right < after.length && (after[right] as PortEntry).port < entry.port) {
      found.push(after[right++]);
    }
    if (after[right]?.port === entry.port) {
      if (after[right] !== entry) {
        found.push(entry);
      }
      right++;
    } else {
      found.push(entry);
    }
  }
  return found;
}

function policyCalls(): readonly TimedCall[] {
  const options = { outbound: "needed", allowFrom: { whm: "2001:db8::/32" } } as const;
  const limited = createPolicy(126, options);
  return [
    {
      what: "`createPolicy`",
      floor: "copying",
      call: () => createPolicy(126),
      floorCall: () => copy(policy),
      target: 10,
    },
    {
      what: "`createPolicy`, limited",
      floor: "copying",
      call: () => createPolicy(126, options),
      floorCall: () => copy(limited),
      target: 10,
    },
  ];
}

/** Copies a policy and each of its rules. */
function copy(of: Policy): unknown {
  return { ...of, rules: of.rules.map((rule) => ({ ...rule })) };
}

function rendererCalls(): readonly TimedCall[] {
  const audit = auditFirewall(
    126,
    parseIptables(readFileSync(join(firewalls, "csf-16.07.rules"), "utf8")),
  );
  const older = parseNftables(render.renderNftables(createPolicy(118)));
  const plan = planUpgrade(118, 126, older, { close: true, keep: "198.51.100.7:22" });
  const ofPolicy = Object.entries(render).filter(
    ([name]) => name.startsWith("render") && !/Block|Junit|Plan|Sarif/.test(name),
  );
  const writers: readonly (readonly [name: string, write: () => string])[] = [
    ...ofPolicy.map(
      ([name, write]) => [name, () => (write as (of: Policy) => string)(policy)] as const,
    ),
    ["renderSarif", () => render.renderSarif(audit)],
    ["renderJunit", () => render.renderJunit(audit)],
    ["renderPlan", () => render.renderPlan(plan, "nftables")],
  ];
  return writers.map(([name, write]) => {
    const lines = write().split("\n");
    return {
      what: `\`${name}\``,
      floor: "joining its lines",
      call: write,
      floorCall: () => lines.join("\n"),
      target: 10,
    };
  });
}

function readerCalls(): readonly TimedCall[] {
  const csf = readFileSync(join(firewalls, "csf-16.07.rules"), "utf8");
  const nftables = render.renderNftables(policy);
  const exposure = parseIptables(csf);
  const wordsOf = (text: string) => text.split("\n").map((line) => line.split(" "));
  const floor = "splitting the same text into words";
  const ofCsf = { floor, floorCall: () => wordsOf(csf), target: null };
  return [
    { what: "`parseIptables` of CSF's rules", ...ofCsf, call: () => parseIptables(csf) },
    {
      what: "`parseNftables` of `renderNftables` output",
      floor,
      call: () => parseNftables(nftables),
      floorCall: () => wordsOf(nftables),
      target: null,
    },
    { what: "`auditFirewall` of CSF's rules", ...ofCsf, call: () => auditFirewall(126, exposure) },
    { what: "`planUpgrade` of the same", ...ofCsf, call: () => planUpgrade(118, 126, exposure) },
  ];
}
