import { lineErrors } from "../line-error.ts";

/** The expected input, for error messages. */
export const expected =
  "the output of ufw status in English, ufw application profiles, a list of ufw commands, or ufw's user.rules";

export const wrongLine = lineErrors(expected);
