import { lineErrors } from "../line-error.ts";

/** What an input should be, for error messages. */
export const expected = "sshd_config with the files it includes, or the output of sshd -T";

/** Makes an error about a line. */
export const wrongLine = lineErrors(expected);
