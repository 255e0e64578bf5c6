import type { ApplyField } from "./comparison.ts";
import { numberField } from "./number-field.ts";
import { numberOrWord, points } from "./numbers.ts";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Applies a comparison of the day of the week. */
export const day: ApplyField = numberField({
  possible: () => points(...days.keys()),
  read: numberOrWord(new Map(days.map((name, index) => [name, index]))),
});

const secondsOfDay = 24 * 60 * 60;

/** Applies a comparison of the time of day. */
export const hour: ApplyField = numberField({
  possible: () => [{ from: 0, through: secondsOfDay - 1 }],
  read: (text) => {
    if (/^\d+$/.test(text)) {
      return Number(text);
    }
    const [, hours, minutes, seconds = "0"] = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
    return hours === undefined
      ? undefined
      : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  },
});

/** A time that has certainly passed. */
const past = Date.UTC(2025, 0, 2);

/** Applies a comparison of the date, which is known only not to be in the past. */
export const time: ApplyField = numberField({
  possible: () => [{ from: past, through: Infinity }],
  read: (text) =>
    /^\d{5,}$/.test(text)
      ? Number(text) * 1000
      : /^\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?$/.test(text)
        ? Date.parse(`${text.replace(" ", "T").padEnd(11, "T").padEnd(16, "00:00")}Z`)
        : undefined,
});
