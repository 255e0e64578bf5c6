import * as parse from "../../dist/parse.js";
import { hostile } from "../../test/fuzz/support/hostile.ts";
import { isRefusal } from "../../test/fuzz/support/is-refusal.ts";
import prepareWhoMay from "../../test/net/support/who-may-of-many.ts";

const parsers: Readonly<Record<string, (inputs: readonly string[]) => unknown>> = {
  nftables: parse.parseNftables,
  iptables: parse.parseIptables,
  firewalld: parse.parseFirewalld,
  csf: parse.parseCsf,
  apf: parse.parseApf,
  ufw: parse.parseUfw,
  listeners: parse.parseListeners,
  nmap: parse.parseNmap,
};

/** The CPU time of some work and of the calibration loop, in milliseconds. */
export interface HostileTime {
  readonly input: string;
  readonly milliseconds: number;
  readonly calibration: number;
}

/**
 * Measures hostile inputs once, and returns the slowest one of each format and of address lists.
 *
 * @param isMeasured - whether to measure an input; if none of a format, all of them are measured
 */
export function hostileTimes(isMeasured: (input: string) => boolean): readonly HostileTime[] {
  return [
    ...Object.entries(hostile).map(([format, inputs]) => {
      const named = Object.entries(inputs).map(([name, make]) => ({
        input: `${format}, ${name}`,
        make,
      }));
      const some = named.filter(({ input }) => isMeasured(input));
      return (some.length > 0 ? some : named)
        .map(({ input, make }) => timeOf(input, readingOf(format, [make()].flat())))
        .reduce((a, b) => (a.milliseconds < b.milliseconds ? b : a));
    }),
    timeOf("30 000 addresses, as networks", prepareWhoMay("30000")),
  ];
}

function readingOf(format: string, inputs: readonly string[]): () => void {
  const parser = parsers[format];
  if (parser === undefined) {
    throw new Error(`${format}: no parser to measure`);
  }
  return () => {
    try {
      parser(inputs);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  };
}

function timeOf(input: string, work: () => unknown): HostileTime {
  const before = elapsed(calibrate);
  const milliseconds = elapsed(work);
  return { input, milliseconds, calibration: (before + elapsed(calibrate)) / 2 };
}

/** Returns the CPU time in milliseconds, which excludes other processes. */
function elapsed(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** Does a fixed amount of arithmetic. */
function calibrate(): number {
  let value = 1;
  for (let turn = 0; turn < 4_000_000; turn++) {
    value = (value * 1_103_515_245 + turn) % 2_147_483_647;
  }
  return value;
}
