import { lineErrors } from "../line-error.ts";

/** What an input should be, for error messages. */
export const expected =
  "the output of ufw status in English, application profiles of ufw, a list of ufw commands, or user.rules of ufw";

/** Makes an error about a line. */
export const wrongLine = lineErrors(expected);
