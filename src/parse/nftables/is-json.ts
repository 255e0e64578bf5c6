/** Returns whether an input is JSON of nft instead of its language. */
export function isJson(input: string): boolean {
  return input.trimStart().startsWith("{");
}
