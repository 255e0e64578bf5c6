import { detectFirewall, type FirewallFormat } from "../detect.ts";
import { lookAlike } from "../look-alikes.ts";

/** The format of the files of a firewall, or why they have none. */
export type FormatOfFiles =
  | { readonly format: FirewallFormat }
  /** The formats, if there are several. */
  | { readonly mixed: readonly FirewallFormat[] }
  /** A file that looks like one, by its index, and what it is. */
  | { readonly lookAlike: { readonly index: number; readonly what: string } }
  | { readonly unknown: true };

/**
 * Returns which format the files of a firewall have.
 *
 * @param from - the format where none is detected
 */
export function formatOfFiles(
  texts: readonly string[],
  from: FirewallFormat | undefined,
): FormatOfFiles {
  const found = new Set(texts.map(detectFirewall).filter((each) => each !== undefined));
  if (found.size > 1) {
    return { mixed: [...found] };
  }
  const format = from ?? [...found][0];
  if (format !== undefined) {
    return { format };
  }
  for (const [index, text] of texts.entries()) {
    const what = lookAlike(text);
    if (what !== undefined) {
      return { lookAlike: { index, what } };
    }
  }
  return { unknown: true };
}
