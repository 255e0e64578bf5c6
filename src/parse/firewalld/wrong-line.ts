import { lineErrors } from "../line-error.ts";

/** What the inputs should be, for messages. */
export const expected =
  "the XML of a zone, a service, a policy or an ipset of firewalld, or what firewall-cmd --list-all prints";

/** Makes an error about a line of a file of firewalld or a list of `firewall-cmd`. */
export const wrongLine = lineErrors(expected);
