import { lineErrors } from "../line-error.ts";

/** What an input should be, for error messages. */
export const expected = "the output of nft list ruleset";

/** Makes an error about a place in an input. */
export const wrongLine = lineErrors(expected);
