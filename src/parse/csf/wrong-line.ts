import { lineErrors } from "../line-error.ts";

/** The expected inputs, for error messages. */
export const expected =
  'csf.conf, with NAME = "value" once per setting, and optionally csf.allow and csf.deny';

export const wrongLine = lineErrors(expected);
