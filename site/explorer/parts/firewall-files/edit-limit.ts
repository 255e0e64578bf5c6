/** The longest text that a field takes without stopping the page, in characters. */
export const editLimit = 65_536;
