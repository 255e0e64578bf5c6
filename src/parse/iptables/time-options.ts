import { asks, type MatchOption } from "./option-use.ts";

/**
 * The options of `-m time`. Some are always true, and some dates are certainly past. Conditions on the time of day or
 * on later dates are in doubt.
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

/** A time that has certainly passed, and the last one the kernel can represent. */
const [passed, last] = ["2025-12-01T00:00:00", "2038-01-19T03:14:07"] as const;

/** Compares dates digit by digit; omitted parts count as the first value. */
function isBefore(date: string, other: string): boolean | undefined {
  const digits = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d(?::\d\d)?)?)?)?)?$/.exec(date)?.[0];
  return digits === undefined
    ? undefined
    : `${digits}${"0000-01-01T00:00:00".slice(digits.length)}` < other;
}

/** Returns the second of the day of a time; `undefined` if malformed. */
function secondsOf(time: string): number | undefined {
  const [, hours, minutes, seconds = 0] = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$/.exec(time) ?? [];
  return hours === undefined
    ? undefined
    : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Returns whether a list contains each of the given days, by number or by the first letters of its name. */
function hasAll(list: string, days: readonly string[]): boolean {
  const listed = list.split(",").map((day) => day.slice(0, 2));
  return days.every((name, index) => listed.includes(name) || listed.includes(`${index + 1}`));
}

const weekdays: readonly string[] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

const monthdays: readonly string[] = Array.from({ length: 31 }, (_, index) => `${index + 1}`);
