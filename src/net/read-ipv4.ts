/** Parses an IPv4 address; `undefined` for other input, and for short and octal forms, which tools read differently. */
export function readIpv4(text: string): bigint | undefined {
  const octets = text.split(".");
  return octets.length === 4 &&
    octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)
    ? BigInt(octets.reduce((sum, octet) => sum * 256 + Number(octet), 0))
    : undefined;
}
