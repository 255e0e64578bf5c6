import { isIPv6 } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ipv6Text } from "../../src/net/ipv6-text.ts";
import { readIpv6 } from "../../src/net/read-ipv6.ts";

const canonical = (text: string) => {
  const address = readIpv6(text);
  return address === undefined ? undefined : ipv6Text(address);
};

/** Returns an address as the URL standard formats it; `undefined` if malformed. */
const asUrl = (text: string) => {
  const url = `http://[${text}]`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
};

test.for([
  ["::", "::"],
  ["0:0:0:0:0:0:0:0", "::"],
  ["::1", "::1"],
  ["1::", "1::"],
  ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
  ["2001:0db8:0001::000a", "2001:db8:1::a"],
  ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
  ["1:0:0:2:0:0:3:4", "1::2:0:0:3:4"],
  ["1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  ["a0:0:0:1:1:1:1:1", "a0::1:1:1:1:1"],
  ["::ffff:198.51.100.7", "::ffff:c633:6407"],
  ["1:2:3:4:5:6:198.51.100.7", "1:2:3:4:5:6:c633:6407"],
] as const)("formats %s as %s", ([given, text]) => {
  expect(canonical(given)).toBe(text);
});

test.for([
  "",
  ":",
  ":::",
  ":1::",
  "::1:",
  "1::2::3",
  "1:2:3:4:5:6:7",
  "1:2:3:4::5:6:7:8",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4:5:6:7:198.51.100.7",
  "198.51.100.7::",
  "::198.51.100",
  "::198.51.100.07",
  "12345::",
  "::g",
  "::1%eth0",
  "198.51.100.7",
])("rejects %j as an address", (given) => {
  expect(readIpv6(given)).toBeUndefined();
});

const group = fc.oneof(
  fc.constant("0"),
  fc.constant("0000"),
  fc.integer({ min: 0, max: 0xffff }).map((each) => each.toString(16)),
);
const alike = fc
  .tuple(
    fc.array(fc.oneof(group, fc.constantFrom("", "", "1.2.3.4", "1.02.3.4", "10000")), {
      maxLength: 10,
    }),
    fc.boolean(),
  )
  .map(([groups, upper]) => (upper ? groups.join(":").toUpperCase() : groups.join(":")));

test("parses what Node.js and URLs accept, and formats it as URLs do", () => {
  const given = fc.oneof(
    alike,
    fc.ipV6(),
    fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(":")),
  );
  let taken = 0;
  fc.assert(
    fc.property(given, (text) => {
      expect(canonical(text)).toBe(asUrl(text));
      expect(readIpv6(text) !== undefined).toBe(isIPv6(text));
      taken += isIPv6(text) ? 1 : 0;
    }),
    { numRuns: 10_000 },
  );
  expect(taken).toBeGreaterThan(3000);
});

test("parses what it formats", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (address) => {
      expect(readIpv6(ipv6Text(address))).toBe(address);
    }),
    { numRuns: 2000 },
  );
});
