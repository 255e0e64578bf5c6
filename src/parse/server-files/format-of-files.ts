import { detectFirewall, type FirewallFormat } from "../detect.ts";
import { lookAlike } from "../look-alikes.ts";
import type { ServerFile } from "./server-file.ts";

/** The format of a firewall's files, or why it could not be determined. */
export type FormatOfFiles<File extends ServerFile> =
  | { readonly format: FirewallFormat }
  /** There are only files that configure sshd. */
  | { readonly onlySsh: true }
  /** The formats, if the files mix several. */
  | { readonly mixed: readonly FirewallFormat[] }
  /** A file that is not a supported configuration, and what it is. */
  | { readonly lookAlike: { readonly file: File; readonly what: string } }
  | { readonly unknown: true };

/**
 * Returns the format of a firewall's files.
 *
 * @param from - the format, if none is detected
 */
export function formatOfFiles<File extends ServerFile>(
  files: readonly File[],
  from: FirewallFormat | undefined,
): FormatOfFiles<File> {
  if (files.length === 0) {
    return { onlySsh: true };
  }
  const found = new Set(
    files.map(({ text }) => detectFirewall(text)).filter((each) => each !== undefined),
  );
  if (found.size > 1) {
    return { mixed: [...found] };
  }
  const format = from ?? [...found][0];
  if (format !== undefined) {
    return { format };
  }
  for (const file of files) {
    const what = lookAlike(file.text);
    if (what !== undefined) {
      return { lookAlike: { file, what } };
    }
  }
  return { unknown: true };
}
