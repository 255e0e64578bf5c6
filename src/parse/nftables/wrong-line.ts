import { lineErrors } from "../line-error.ts";

/** The expected input, for error messages. */
export const expected = "the output of nft list ruleset";

/** Creates an error about a place in an input. */
export const wrongLine = lineErrors(expected);
