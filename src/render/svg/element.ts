import { xmlText } from "../formats/escape/xml-text.ts";

/** The attributes of an element; undefined ones are omitted. */
export type Attributes = Readonly<Record<string, number | string | undefined>>;

/**
 * Returns an XML element.
 *
 * @param children - elements and escaped text
 */
export function element(
  name: string,
  attributes: Attributes,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(String(value))}"`)
    .join("");
  return children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${children.join("")}</${name}>`;
}
