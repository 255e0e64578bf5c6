import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bench } from "tinybench";
import {
  auditFirewall,
  createPolicy,
  diffReleases,
  getPort,
  listPorts,
  planUpgrade,
  resolveRelease,
} from "../../dist/index.js";
import { parseIptables, parseNftables } from "../../dist/parse.js";
import { renderNftables, renderSarif, renderText } from "../../dist/render.js";
import { hostileTimes } from "./hostile-input.ts";
import { largeInputCosts } from "./large-input-costs.ts";

const dist = join(import.meta.dirname, "../../dist");

/** The floor of a lookup: a Map with number keys, of the size of the dataset. */
const floor = new Map(listPorts(126).map((entry) => [entry.port as number, entry]));
const keys = [...floor.keys()];
let sink: unknown;
let turn = 0;
const nextPort = () => keys[turn++ % keys.length] ?? 0;

const policy = createPolicy(126);

const firewalls = join(import.meta.dirname, "../../test/firewalls");
const iptablesOfCsf = readFileSync(join(firewalls, "csf-16.07.rules"), "utf8");
const nftables = renderNftables(policy);
const actual = parseIptables(iptablesOfCsf);
const audit = auditFirewall(126, actual);

/** The floor of a reader: its text in lines, and these in words. */
const wordsOf = (text: string) => text.split("\n").map((line) => line.split(" "));

const bench = new Bench({ time: 500, warmupTime: 100 });
bench
  .add("floor: Map.get", () => {
    sink = floor.get(nextPort());
  })
  .add("getPort", () => {
    sink = getPort(126, nextPort());
  })
  .add("listPorts, all", () => {
    sink = listPorts(126);
  })
  .add("listPorts, by direction and protocol", () => {
    sink = listPorts(126, { direction: "inbound", protocol: "udp" });
  })
  .add("listPorts, by service", () => {
    sink = listPorts(126, { service: "exim" });
  })
  .add("resolveRelease", () => {
    sink = resolveRelease("11.126.0.5");
  })
  .add("diffReleases", () => {
    sink = diffReleases(118, 126);
  })
  .add("createPolicy", () => {
    sink = createPolicy(126);
  })
  .add("createPolicy, limited", () => {
    sink = createPolicy(126, { outbound: "needed", allowFrom: { whm: "2001:db8::/32" } });
  })
  .add("renderNftables", () => {
    sink = renderNftables(policy);
  })
  .add("renderText", () => {
    sink = renderText(policy);
  })
  .add("words of the rules of csf", () => {
    sink = wordsOf(iptablesOfCsf);
  })
  .add("parseIptables, the rules of csf", () => {
    sink = parseIptables(iptablesOfCsf);
  })
  .add("words of what renderNftables gives", () => {
    sink = wordsOf(nftables);
  })
  .add("parseNftables, what renderNftables gives", () => {
    sink = parseNftables(nftables);
  })
  .add("auditFirewall", () => {
    sink = auditFirewall(126, actual);
  })
  .add("planUpgrade", () => {
    sink = planUpgrade(118, 126, actual);
  })
  .add("renderSarif", () => {
    sink = renderSarif(audit);
  });
await bench.run();

const medians = new Map(
  bench.tasks.map((task) => [
    task.name,
    task.result.state === "completed" ? task.result.latency.p50 * 1e6 : Number.NaN,
  ]),
);
const base = medians.get("floor: Map.get") ?? Number.NaN;
console.table(
  [...medians].map(([name, nanoseconds]) => ({
    call: name,
    "median ns": Math.round(nanoseconds),
    "× floor": Number((nanoseconds / base).toFixed(1)),
  })),
);

/** The median time of an import in a fresh process, in milliseconds. */
function importTime(specifier: string): number {
  const script = `const start = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - start);`;
  const times = Array.from({ length: 15 }, () =>
    Number(execFileSync(process.execPath, ["--input-type=module", "--eval", script])),
  );
  return times.sort((a, b) => a - b)[7] ?? Number.NaN;
}

const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-bench-"));
writeFileSync(join(folder, "empty.mjs"), "export {};\n");
const empty = importTime(join(folder, "empty.mjs"));
console.table(
  [
    ["floor: an empty module", empty],
    ["cpanel-ports", importTime(join(dist, "index.js"))],
    ["cpanel-ports/render", importTime(join(dist, "render.js"))],
    ["cpanel-ports/parse", importTime(join(dist, "parse.js"))],
    ["cpanel-ports/schema", importTime(join(dist, "schema.js"))],
  ].map(([name, milliseconds]) => ({
    import: name,
    "median ms": Number(Number(milliseconds).toFixed(2)),
    "ms over the floor": Number((Number(milliseconds) - empty).toFixed(2)),
  })),
);
rmSync(folder, { recursive: true });

console.table(
  hostileTimes().map(({ input, milliseconds, calibration }) => ({
    "slowest hostile input": input,
    ms: Math.round(milliseconds),
    "calibration ms": Math.round(calibration),
    "× calibration": Number((milliseconds / calibration).toFixed(1)),
  })),
);
console.table(
  largeInputCosts().map(({ input, audit, check }) => ({
    "large input": input,
    "audit s": Number(audit.seconds.toFixed(2)),
    MB: Math.round(audit.megabytes),
    "kB printed": Math.round(audit.output.length / 1024),
    "check s": check ? Number(check.seconds.toFixed(2)) : "",
    "× check": check ? Number((audit.seconds / check.seconds).toFixed(1)) : "",
    answer: audit.output.split("\n", 1)[0]?.slice(0, 60),
  })),
);
if (sink === undefined) {
  throw new Error("nothing was measured");
}
