import { lineErrors } from "../line-error.ts";

/** What an input should be, for error messages. */
export const expected =
  "the output of ufw status in English, ufw application profiles, a list of ufw commands, or ufw's user.rules";

/** Makes an error about a line. */
export const wrongLine = lineErrors(expected);
