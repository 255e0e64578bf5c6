import { lineErrors } from "../line-error.ts";

/** The expected input, for error messages. */
export const expected = "the output of iptables-save or ip6tables-save";

/** Creates an error about a line of an input. */
export const wrongLine = lineErrors(expected);
