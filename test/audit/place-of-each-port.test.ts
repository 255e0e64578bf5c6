import { expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import { checkConnection, parseIptables } from "../../src/parse/index.ts";

const rules = `*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p tcp -m tcp --dport 8443 -j ACCEPT
-A INPUT -p tcp -m tcp --dport 8444 -j ACCEPT
-A INPUT -p udp -m udp --dport 68 -j ACCEPT
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
COMMIT
`;

test("cites the line of each of two adjacent ports, in an exposure, an audit and a check", () => {
  const exposure = parseIptables(rules, { family: "ipv4" });
  const lines = (
    ports: readonly { readonly decidedBy: { readonly line: number | null } | null }[],
  ) => ports.map(({ decidedBy }) => decidedBy?.line);
  expect(
    lines(
      exposure.rules.filter(
        ({ protocol, direction }) => direction === "inbound" && protocol === "tcp",
      ),
    ),
  ).toEqual([4, 5]);
  const { findings } = auditFirewall(126, exposure, {
    services: [],
    families: "ipv4",
    inputs: ["rules.v4"],
  });
  const [finding] = findings.filter(({ rule }) => rule === "undocumented-port-open");
  expect(lines(finding?.ports ?? [])).toEqual([4, 5]);
  expect(finding?.message).toMatch(/^TCP 8443-8444 are open .* \(rules\.v4, lines 4 and 5\)$/);
  const { answers } = checkConnection(rules, { port: 8444 });
  expect(lines(answers)).toEqual([5]);
});

test("names the place that opened the most ports of a direction that is open", () => {
  const { defaults, openedBy } = parseIptables(rules.replace("INPUT DROP", "INPUT ACCEPT"), {
    family: "ipv4",
  });
  expect([defaults.inbound, openedBy.inbound?.line]).toEqual(["accept", 2]);
});
