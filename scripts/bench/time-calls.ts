import { median } from "./median.ts";

/** Work that is timed, and what it is measured against. */
export interface TimedCall {
  readonly what: string;
  readonly floor: string;
  /** Both return what they made, so that no compiler leaves the work out. */
  readonly call: () => unknown;
  readonly floorCall: () => unknown;
  /** How often one run of each does what is timed: those of nanoseconds do it in a loop of their own. */
  readonly times?: number;
  readonly target: number | null;
}

/** What one call took, and its floor, in nanoseconds. */
export interface CallTime {
  readonly nanoseconds: number;
  readonly floorNanoseconds: number;
  /** The median of the ratios of neighbouring batches, which a load of the machine slows both. */
  readonly ratio: number;
}

const batchMilliseconds = 3;
const warmUpMilliseconds = 60;

/** Times a call and its floor in turns. */
export function timeCall({ call, floorCall, times = 1 }: TimedCall, rounds: number): CallTime {
  const [size, floorSize] = [batchSize(call), batchSize(floorCall)];
  const calls: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round < rounds; round++) {
    floors.push(batch(floorCall, floorSize) / floorSize / times);
    calls.push(batch(call, size) / size / times);
  }
  return {
    nanoseconds: median(calls),
    floorNanoseconds: median(floors),
    ratio: median(calls.map((each, round) => each / (floors[round] ?? Number.NaN))),
  };
}

let sink: unknown;

/** Returns what a batch of calls took, in nanoseconds of the processor. */
function batch(work: () => unknown, size: number): number {
  const began = process.cpuUsage();
  for (let turn = 0; turn < size; turn++) {
    sink = work();
  }
  const { user, system } = process.cpuUsage(began);
  if (sink === undefined) {
    throw new Error("the work made nothing");
  }
  return (user + system) * 1000;
}

/** Warms up, and returns how many calls take a few milliseconds. */
function batchSize(work: () => unknown): number {
  let size = 1;
  let spent = 0;
  while (spent < warmUpMilliseconds) {
    const took = batch(work, size) / 1e6;
    spent += took;
    size = Math.max(1, Math.round(size * Math.min(2, batchMilliseconds / took)));
  }
  return size;
}
