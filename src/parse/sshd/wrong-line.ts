import { lineErrors } from "../line-error.ts";

/** The expected input, for error messages. */
export const expected = "sshd_config with the files it includes, or the output of sshd -T";

export const wrongLine = lineErrors(expected);
