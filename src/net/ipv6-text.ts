/** Returns an IPv6 address in canonical form (RFC 5952). */
export function ipv6Text(address: bigint): string {
  const digits = address.toString(16).padStart(32, "0");
  const text = digits.replace(/.{4}(?=.)/g, "$&:").replace(/\b0+(?=\w)/g, "");
  const runs = Array.from(text.matchAll(/\b0(?::0)+\b/g), ([run]) => run);
  const length = Math.max(0, ...runs.map((run) => run.length));
  const longest = runs.find((run) => run.length === length);
  return longest === undefined
    ? text
    : text.replace(new RegExp(`(?:^|:)\\b${longest}\\b(?::|$)`), "::");
}
