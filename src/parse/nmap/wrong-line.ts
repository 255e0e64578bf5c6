import { lineErrors } from "../line-error.ts";

/** What an input should be, for error messages. */
export const expected = "nmap output in XML (-oX) or greppable (-oG) format";

/** Makes an error about a line. */
export const wrongLine = lineErrors(expected);
