/** The maximum length of text in a field that does not freeze the page, in characters. */
export const editLimit = 65_536;
