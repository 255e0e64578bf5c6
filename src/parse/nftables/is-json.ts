/** Tells whether an input is the JSON of nft, not its language. */
export function isJson(input: string): boolean {
  return input.trimStart().startsWith("{");
}
