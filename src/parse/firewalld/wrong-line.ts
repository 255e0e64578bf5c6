import { lineErrors } from "../line-error.ts";

/** The expected inputs, for error messages. */
export const expected =
  "the XML of a firewalld zone, service, policy or ipset, or the output of firewall-cmd --list-all";

/** Creates an error about a line of a firewalld file or a `firewall-cmd` list. */
export const wrongLine = lineErrors(expected);
