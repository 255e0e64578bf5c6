import { lineErrors } from "../line-error.ts";

/** The expected input, for error messages. */
export const expected = "nmap output in XML (-oX) or greppable (-oG) format";

export const wrongLine = lineErrors(expected);
