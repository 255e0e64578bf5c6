/** The name of a network interface, or the prefix that the names of several share. */
export interface InterfacePattern {
  readonly text: string;
  readonly isPrefix: boolean;
}

/** Reads the name of an interface; a wildcard at its end makes it a prefix. */
export function readInterface(text: string, wildcard: "*" | "+"): InterfacePattern {
  return text.endsWith(wildcard)
    ? { text: text.slice(0, -1), isPrefix: true }
    : { text, isPrefix: false };
}

/** Tells whether a pattern matches the name of an interface. */
export function isInterface({ text, isPrefix }: InterfacePattern, name: string): boolean {
  return isPrefix ? name.startsWith(text) : name === text;
}
