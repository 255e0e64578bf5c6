import { lineErrors } from "../line-error.ts";

/** The expected inputs, for error messages. */
export const expected =
  'settings from conf.apf, such as IG_TCP_CPORTS="22", allow_hosts.rules or deny_hosts.rules';

export const wrongLine = lineErrors(expected);
