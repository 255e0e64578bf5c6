import { lineErrors } from "../line-error.ts";

/** What an input should be, for error messages. */
export const expected = "the output of ss -tulpn, netstat -tulpn or lsof -i -P -n";

/** Makes an error about a line. */
export const wrongLine = lineErrors(expected);
