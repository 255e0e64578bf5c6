import { readIpv4 } from "./read-ipv4.ts";

/**
 * Parses an IPv6 address in any form of RFC 4291; `undefined` for other input. Does not use `URL`, which bare
 * JavaScript engines lack.
 */
export function readIpv6(text: string): bigint | undefined {
  const sides = inGroups(text)
    .split("::")
    .map((side) => (side === "" ? [] : side.split(":")));
  const given = sides.flat();
  const isWhole = sides.length === 1 && given.length === 8;
  const isShortened = sides.length === 2 && given.length < 8;
  if (!(isWhole || isShortened) || !given.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) {
    return undefined;
  }
  const [left = [], right = []] = sides;
  const zeros = Array.from({ length: 8 - given.length }, () => "0");
  const groups = [...left, ...zeros, ...right];
  return BigInt(`0x${groups.map((group) => group.padStart(4, "0")).join("")}`);
}

/** Returns the address with a trailing IPv4 address, if any, as two groups. */
function inGroups(text: string): string {
  const start = text.lastIndexOf(":") + 1;
  const number = readIpv4(text.slice(start));
  return number === undefined
    ? text
    : `${text.slice(0, start)}${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
}
