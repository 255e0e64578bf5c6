import fc from "fast-check";
import { expect, test } from "vitest";
import { parseIptables } from "../../../src/parse/iptables/parse-iptables.ts";

const restore = (rules: readonly string[]) =>
  `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:BANS - [0:0]\n:LOGDROP - [0:0]\n${rules.join("\n")}\nCOMMIT\n`;

const last = [
  "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT",
  "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
  "-A INPUT -p tcp -m tcp --dport 80 -j ACCEPT",
  "-A BANS -s 192.0.2.1/32 -j RETURN",
  "-A LOGDROP -p tcp -m tcp --dport 80 -j RETURN",
  "-A LOGDROP -j DROP",
];

/** Rules, some of which differ only in an address, a port or the target. */
const rule = fc
  .tuple(
    fc.constantFrom("-s", "-d", "! -s"),
    fc.constantFrom("192.0.2.1", "192.0.2.2/32", "192.0.2.0/24", "198.51.100.7", "127.0.0.1", "x"),
    fc.constantFrom(
      "",
      "-p tcp -m tcp --dport 22 ",
      "! -i lo ",
      "-i eth0 ",
      "! -o lo ",
      "-m limit ",
    ),
    fc.constantFrom('-m comment --comment "a b" ', "-m comment --comment c ", ""),
    fc.constantFrom("DROP", "REJECT --reject-with tcp-reset", "LOGDROP", "BANS", "ACCEPT", "NONE"),
  )
  .map(
    ([end, address, match, comment, target]) =>
      `-A INPUT ${end} ${address} ${match}${comment}-j ${target}`,
  );

/** The exposure without origins, which differ between the two. */
const withoutLines = (rules: readonly string[]) =>
  JSON.parse(
    JSON.stringify(parseIptables(restore([...rules, ...last])), (key, value) =>
      key === "line" || key === "position"
        ? 0
        : typeof value === "string"
          ? value.replace(/line \d+/g, "line")
          : value,
    ),
  );

test("reads consecutive similar rules as if other rules separated them", () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), (rules) => {
      const apart = rules.flatMap((each) => [each, "-A INPUT -p icmp -j DROP"]);
      expect(withoutLines(rules)).toEqual(withoutLines(apart));
    }),
    { numRuns: 300 },
  );
});

test("reads bans of a port, each with a comment", () => {
  const ban = (address: string) =>
    `-A INPUT -s ${address}/32 ! -i lo -p tcp -m tcp --dport 22 -m comment --comment ${address} -j DROP`;
  const { rules } = parseIptables(restore([ban("192.0.2.1"), ban("192.0.2.9"), ...last]));
  expect(rules.map(({ ports, except }) => [ports.from, except])).toEqual([
    [22, ["192.0.2.1", "192.0.2.9"]],
    [80, []],
  ]);
});

test("names the line of each rule in doubt", () => {
  const { undetermined } = parseIptables(
    restore(["-A INPUT -s 192.0.2.1 -j NONE", "-A INPUT -s 192.0.2.2 -j NONE", ...last]),
  );
  expect(undetermined.flatMap(({ reasons }) => reasons).join()).toMatch(/line 6: .*line 7: /);
});

test("names the line of each accepting rule", () => {
  const { rules } = parseIptables(
    restore([
      "-A INPUT -s 192.0.2.1 -p tcp -m tcp --dport 25 -j ACCEPT",
      "-A INPUT -s 192.0.2.0/24 -p tcp -m tcp --dport 25 -j ACCEPT",
    ]),
  );
  expect(rules.find(({ ports }) => ports.from === 25)?.decidedBy?.line).toBe(7);
});
