import { lineErrors } from "../line-error.ts";

/** What an input should be, for error messages. */
export const expected = "the output of nmap as XML (-oX) or in its greppable form (-oG)";

/** Makes an error about a line. */
export const wrongLine = lineErrors(expected);
