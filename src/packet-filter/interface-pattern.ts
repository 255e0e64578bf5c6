/** The name of a network interface, or a prefix of names. */
export interface InterfacePattern {
  readonly text: string;
  readonly isPrefix: boolean;
}

/** Parses an interface name; a trailing wildcard makes it a prefix. */
export function readInterface(text: string, wildcard: "*" | "+"): InterfacePattern {
  return text.endsWith(wildcard)
    ? { text: text.slice(0, -1), isPrefix: true }
    : { text, isPrefix: false };
}

/** Returns whether a pattern matches the name of an interface. */
export function isInterface({ text, isPrefix }: InterfacePattern, name: string): boolean {
  return isPrefix ? name.startsWith(text) : name === text;
}
