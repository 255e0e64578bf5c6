import { lineErrors } from "../line-error.ts";

/** What the inputs should be, for error messages. */
export const expected =
  'a csf.conf, with NAME = "value" once for each setting, and beside it csf.allow and csf.deny';

export const wrongLine = lineErrors(expected);
