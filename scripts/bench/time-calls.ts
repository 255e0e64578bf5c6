import { median } from "./median.ts";

/** Work to time, and its floor. */
export interface TimedCall {
  readonly what: string;
  readonly floor: string;
  /** Both functions return their results, so that the compiler does not remove the work. */
  readonly call: () => unknown;
  readonly floorCall: () => unknown;
  /** The number of repetitions in one call; calls that take nanoseconds contain a loop. */
  readonly times?: number;
  readonly target: number | null;
}

/** The CPU time of one call and of its floor, in nanoseconds. */
export interface CallTime {
  readonly nanoseconds: number;
  readonly floorNanoseconds: number;
  /** The median of the ratios of neighboring batches, which a busy machine slows equally. */
  readonly ratio: number;
}

const batchMilliseconds = 3;
const warmUpMilliseconds = 60;

/** Times a call and its floor alternately. */
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

/** Returns the CPU time of a batch of calls in nanoseconds. */
function batch(work: () => unknown, size: number): number {
  const began = process.cpuUsage();
  for (let turn = 0; turn < size; turn++) {
    sink = work();
  }
  const { user, system } = process.cpuUsage(began);
  if (sink === undefined) {
    throw new Error("the work returned nothing");
  }
  return (user + system) * 1000;
}

/** Warms up, and returns the number of calls that take a few milliseconds. */
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
