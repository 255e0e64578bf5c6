import { lineErrors } from "../line-error.ts";

/** What the inputs should be, for messages. */
export const expected =
  "the XML of a firewalld zone, service, policy or ipset, or the output of firewall-cmd --list-all";

/** Makes an error about a line of a file of firewalld or a list of `firewall-cmd`. */
export const wrongLine = lineErrors(expected);
