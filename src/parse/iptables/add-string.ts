import { firstValueOf } from "./first-value-of.ts";
import { type AddOption, asks, type Question } from "./option-use.ts";

/** The maximum size in bytes of a packet that opens a TCP connection: two headers with all their options. */
const handshake = 120;

/**
 * Adds a string that packets contain. A rule that only drops packets with a certain content leaves ports open to all
 * other packets; a rule that accepts only such packets leaves them in doubt.
 */
export const addString: AddOption = (use, packets) => {
  const isDoubtful = fitsString(use, packets) === undefined;
  if (isDoubtful && !use.negated && isUnusual(textOf(use, packets)) && packets.isDropped()) {
    packets.builder.depends("content", false, "packets with certain content");
  } else {
    asks(fitsString)(use, packets);
  }
};

/**
 * Reports whether packets contain a string. A handshake packet has no payload, and its headers do not contain four
 * printable characters in a row.
 */
const fitsString: Question = (use, packets) => {
  const { protocol, view, options } = packets;
  const from = Number(firstValueOf(options, "--from") ?? 0);
  const isOfPayload = from >= handshake || /[ -~]{4}/.test(textOf(use, packets));
  return protocol === "tcp" && !view.isReply && isOfPayload ? false : undefined;
};

/** Returns whether most packets lack a text: it has three characters, not all alike. */
function isUnusual(text: string): boolean {
  return text.length >= 3 && new Set(text).size > 1;
}

/** Returns the text that a string option looks for. In `--hex-string`, bytes between bars are hexadecimal. */
function textOf(...[{ value }, { options }]: Parameters<Question>): string {
  const isHex = options.some(({ name }) => name === "--hex-string");
  return isHex ? value.replace(/\|([^|]*)\|/g, (_, digits: string) => bytesOf(digits)) : value;
}

function bytesOf(digits: string): string {
  return digits
    .replace(/[^\da-f]/gi, "")
    .replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
}
