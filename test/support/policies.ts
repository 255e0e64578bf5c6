import fc from "fast-check";
import {
  CpanelPortsError,
  createPolicy,
  listServices,
  type Policy,
  type PolicyOptions,
  type ReleaseNumber,
} from "../../src/index.ts";

/** A network, IPv4 or IPv6. */
export const network = fc.oneof(
  fc
    .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
    .map(([address, prefix]) => cut(address.split(".").map(Number), 8, prefix, ".", 10)),
  fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }),
      fc.integer({ min: 0, max: 128 }),
    )
    .map(([groups, prefix]) => cut([0x2001, ...groups.slice(1)], 16, prefix, ":", 16)),
);

/** Returns the network of an address: bits after the prefix become zero. */
function cut(
  groups: readonly number[],
  width: number,
  prefix: number,
  separator: string,
  radix: number,
): string {
  const kept = groups.map((group, index) => {
    const bits = Math.min(Math.max(prefix - index * width, 0), width);
    return (group & ~((1 << (width - bits)) - 1)).toString(radix);
  });
  return `${kept.join(separator)}/${prefix}`;
}

const label = fc.oneof(
  fc.string({ minLength: 1, maxLength: 100, unit: "grapheme" }),
  fc.constantFrom(
    '"; flush ruleset; "',
    "*/ -->",
    "<script>alert(1)</script>",
    "=1+1",
    "`reboot`",
    "$(reboot)",
    "%{x}",
    "]]>",
  ),
);

/** A spread of options: most produce a policy, some contradict each other. */
export const policyOptions: fc.Arbitrary<PolicyOptions> = fc.record(
  {
    services: fc.subarray([...listServices().map((each) => each.id), 26, 443, 2087]),
    omit: fc.subarray(
      [...listServices().map((each) => each.id), 26, 2095, 3306, "dhcp", "dhcpv6", "updates"],
      { maxLength: 4 },
    ),
    replace: fc.dictionary(
      fc.constantFrom("ssh", "21", "2087", "25", "26"),
      fc.array(fc.integer({ min: 1, max: 65535 }), { minLength: 1, maxLength: 3 }),
      { maxKeys: 3 },
    ),
    add: fc.array(
      fc.oneof(
        fc.constant("ftp-passive" as const),
        fc.record({
          ports: fc.oneof(
            fc.integer({ min: 1, max: 65535 }),
            fc
              .tuple(fc.integer({ min: 1000, max: 65535 }), fc.integer({ min: 1000, max: 65535 }))
              .map(([a, b]) => ({ from: Math.min(a, b), through: Math.max(a, b) })),
          ),
          protocol: fc.constantFrom("tcp" as const, "udp" as const),
          label,
        }),
      ),
      { maxLength: 20 },
    ),
    preferTls: fc.boolean(),
    outbound: fc.constantFrom("any" as const, "needed" as const),
    os: fc.constantFrom("almalinux", "ubuntu"),
    conditions: fc.constantFrom({ "z-push": false }, { "second-smtp-port": true }, "all" as const),
    allowFrom: fc.dictionary(
      fc.constantFrom("ssh", "whm", "mysql", "ftp"),
      fc.array(network, { minLength: 1, maxLength: 20 }),
      { maxKeys: 3 },
    ),
  },
  { requiredKeys: [] },
);

/** Returns a number of policies of a release, the same ones in every run. */
export function somePolicies(release: ReleaseNumber, count: number): readonly Policy[] {
  const policies: Policy[] = [
    createPolicy(release),
    createPolicy(release, { outbound: "needed" }),
    createPolicy(release, { outbound: "needed", conditions: "all" }),
  ];
  for (let seed = release * 1000; policies.length < count; seed++) {
    for (const options of fc.sample(policyOptions, { numRuns: 50, seed })) {
      try {
        policies.push(createPolicy(release, options));
      } catch (error) {
        // createPolicy refuses the other options with documented errors.
        if (!(error instanceof CpanelPortsError)) throw error;
      }
    }
  }
  return policies.slice(0, count);
}
