import { lineErrors } from "../line-error.ts";

/** What an input should be, for error messages. */
export const expected = "the output of iptables-save or ip6tables-save";

/** Makes an error about a line of an input. */
export const wrongLine = lineErrors(expected);
