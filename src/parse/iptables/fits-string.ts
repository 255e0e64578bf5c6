import { firstValueOf } from "./first-value-of.ts";
import type { Question } from "./option-use.ts";

/** The maximum size in bytes of a packet that opens a TCP connection: two headers with all their options. */
const handshake = 120;

/**
 * Reports whether packets contain a string. A handshake packet has no payload, and its headers do not contain four
 * printable characters in a row.
 */
export const fitsString: Question = ({ value }, { protocol, view, options }) => {
  const from = Number(firstValueOf(options, "--from") ?? 0);
  // In --hex-string, bytes between bars are hexadecimal.
  const isHex = options.some(({ name }) => name === "--hex-string");
  const text = isHex
    ? value.replace(/\|([^|]*)\|/g, (_, digits: string) => bytesOf(digits))
    : value;
  const isOfPayload = from >= handshake || /[ -~]{4}/.test(text);
  return protocol === "tcp" && !view.isReply && isOfPayload ? false : undefined;
};

function bytesOf(digits: string): string {
  return digits
    .replace(/[^\da-f]/gi, "")
    .replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
}
