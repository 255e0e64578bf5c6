import { describe, expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";

/** Returns the rules of a Docker host that publishes a container's port. */
function iptables(port: number, protocol = "tcp"): string {
  return `*nat
:PREROUTING ACCEPT [0:0]
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A DOCKER ! -i docker0 -p ${protocol} -m ${protocol} --dport ${port} -j DNAT --to-destination 172.17.0.3:${port}
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:DOCKER - [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
-A INPUT -p udp -m udp --dport 68 -j ACCEPT
-A FORWARD -o docker0 -j DOCKER
-A DOCKER -d 172.17.0.3/32 ! -i docker0 -o docker0 -p ${protocol} -m ${protocol} --dport ${port} -j ACCEPT
COMMIT
`;
}

const nftables = `table ip nat {
  chain DOCKER {
    iifname != "docker0" tcp dport 3306 counter packets 0 bytes 0 dnat to 172.17.0.3:3306
  }
  chain PREROUTING {
    type nat hook prerouting priority dstnat; policy accept;
    fib daddr type local counter packets 0 bytes 0 jump DOCKER
  }
}
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iifname "lo" accept
    tcp dport 22 accept
    udp dport 68 accept
  }
}
`;

const options = { services: "ssh", families: "ipv4" } as const;

function auditOf(text: string) {
  const parse = text.startsWith("*") ? parseIptables : parseNftables;
  return auditFirewall(126, parse(text), options);
}

describe("a port that a translation may send to a container", () => {
  test.for([
    ["iptables", iptables(3306), "DNAT"],
    ["nftables", nftables, "dnat"],
  ] as const)(
    "is a warning in %s although it is needed only under a condition",
    ([, text, word]) => {
      const { verdict, findings } = auditOf(text);
      expect(verdict).toBe("unknown");
      expect(findings).toMatchObject([
        {
          rule: "other-port-undetermined",
          severity: "warning",
          message: expect.stringMatching(
            `^TCP 3306 \\(MySQL.*\\) should be closed unless remote-mysql holds, but is undetermined: .*${word} sends TCP 3306 to 172\\.17\\.0\\.3:3306`,
          ),
          advice: "Check which machine or container answers there",
        },
      ]);
    },
  );

  test.for([
    [26, "tcp"],
    [2091, "tcp"],
    [11371, "tcp"],
    [443, "udp"],
  ] as const)("is never ignored: %d/%s", ([port, protocol]) => {
    const { verdict, findings } = auditOf(iptables(port, protocol));
    expect([verdict, findings.map(({ rule }) => rule)]).toEqual([
      "unknown",
      ["other-port-undetermined"],
    ]);
  });

  test("is expected to be open if its condition holds", () => {
    const { findings } = auditFirewall(126, parseIptables(iptables(3306)), {
      services: ["ssh", "mysql"],
      families: "ipv4",
      conditions: { "remote-mysql": true },
    });
    expect(findings.map(({ rule }) => rule)).toContain("needed-port-undetermined");
  });
});
