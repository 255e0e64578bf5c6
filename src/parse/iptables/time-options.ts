import { asks, type MatchOption } from "./option-use.ts";

/**
 * The options of `-m time`: some hold at all times, and dates that have passed when this was written have passed
 * wherever it runs. What depends on the time of the day, or on a later date, is in doubt.
 */
export const timeOptions: readonly MatchOption[] = [
  { names: ["--timestart"], add: asks(({ value }) => secondsOf(value) === 0 || undefined) },
  { names: ["--timestop"], add: asks(({ value }) => secondsOf(value) === 86_399 || undefined) },
  { names: ["--weekdays"], add: asks(({ value }) => hasAll(value, weekdays) || undefined) },
  { names: ["--monthdays"], add: asks(({ value }) => hasAll(value, monthdays) || undefined) },
  { names: ["--datestart"], add: asks(({ value }) => isBefore(value, passed) || undefined) },
  {
    names: ["--datestop"],
    add: asks(({ value }) =>
      isBefore(value, passed) ? false : isBefore(value, last) === false || undefined,
    ),
  },
  { names: ["--contiguous", "--kerneltz", "--localtz", "--utc"], values: 0, add: () => {} },
];

/** A time that has passed, and the last one that the kernel can compare with. */
const [passed, last] = ["2025-12-01T00:00:00", "2038-01-19T03:14:07"] as const;

/** Compares dates in the order of their digits; a part that is left out is the first of its kind. */
function isBefore(date: string, other: string): boolean | undefined {
  const digits = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d(?::\d\d)?)?)?)?)?$/.exec(date)?.[0];
  return digits === undefined
    ? undefined
    : `${digits}${"0000-01-01T00:00:00".slice(digits.length)}` < other;
}

/** The seconds of a day up to a time; `undefined` if it is none. */
function secondsOf(time: string): number | undefined {
  const [, hours, minutes, seconds = 0] = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$/.exec(time) ?? [];
  return hours === undefined
    ? undefined
    : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Tells whether a list has each of some days: by its number, or by the first letters of its name. */
function hasAll(list: string, days: readonly string[]): boolean {
  const listed = list.split(",").map((day) => day.slice(0, 2));
  return days.every((name, index) => listed.includes(name) || listed.includes(`${index + 1}`));
}

const weekdays: readonly string[] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

const monthdays: readonly string[] = Array.from({ length: 31 }, (_, index) => `${index + 1}`);
