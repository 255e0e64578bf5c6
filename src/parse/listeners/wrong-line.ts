import { lineErrors } from "../line-error.ts";

/** The expected input, for error messages. */
export const expected = "the output of ss -tulpn, netstat -tulpn or lsof -i -P -n";

export const wrongLine = lineErrors(expected);
