/**
 * Reads an IPv4 address; `undefined` for any other text, and for short and octal forms, in which some tools read another
 * address than others.
 */
export function readIpv4(text: string): bigint | undefined {
  const octets = text.split(".");
  return octets.length === 4 &&
    octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)
    ? BigInt(octets.reduce((sum, octet) => sum * 256 + Number(octet), 0))
    : undefined;
}
