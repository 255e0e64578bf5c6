import { detectFirewall, type FirewallFormat } from "../detect.ts";
import { lookAlike } from "../look-alikes.ts";

/** The format of a firewall's files, or why it could not be determined. */
export type FormatOfFiles =
  | { readonly format: FirewallFormat }
  /** The formats, if the files mix several. */
  | { readonly mixed: readonly FirewallFormat[] }
  /** The index of a file that is not a supported configuration, and what it is. */
  | { readonly lookAlike: { readonly index: number; readonly what: string } }
  | { readonly unknown: true };

/**
 * Returns the format of a firewall's files.
 *
 * @param from - the format, if none is detected
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
