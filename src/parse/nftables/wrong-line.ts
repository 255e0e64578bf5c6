import { lineErrors } from "../line-error.ts";

/** What an input should be, for error messages. */
export const expected = "what nft list ruleset prints";

/** Makes an error about a place in an input. */
export const wrongLine = lineErrors(expected);
