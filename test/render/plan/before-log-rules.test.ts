import { expect, test } from "vitest";
import { auditFirewall, planAudit } from "../../../src/index.ts";
import { parseIptables, parseNftables } from "../../../src/parse/index.ts";
import { renderPlan } from "../../../src/render/index.ts";

const options = { services: ["ssh", "whm"], preferTls: true, families: "ipv4" } as const;

const iptables = (...rules: readonly string[]) =>
  renderPlan(
    planAudit(
      auditFirewall(
        126,
        parseIptables(
          [
            "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]",
            "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
            "-A INPUT -s 203.0.113.9/32 -j DROP",
            ...rules,
            "COMMIT\n",
          ].join("\n"),
          { family: "ipv4" },
        ),
        options,
      ),
    ),
    "iptables",
  );

const nftables = (...rules: readonly string[]) =>
  renderPlan(
    planAudit(
      auditFirewall(
        126,
        parseNftables(`table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established,related accept
		meta l4proto ipv6-icmp accept
		tcp dport 22 accept
		${rules.join("\n\t\t")}
	}
}
`),
        options,
      ),
    ),
    "nftables",
  );

test("rules go before the rules that log what is about to be stopped", () => {
  expect(
    iptables(
      "-A INPUT -p udp -j LOG",
      '-A INPUT -m limit --limit 5/min -j LOG --log-prefix "DROP: "',
      "-A INPUT -j DROP",
    ),
  ).toContain("place iptables filter 'INPUT' 3 '-A INPUT -p udp -j LOG' > /dev/null");
  expect(nftables('limit rate 5/minute log prefix "drop: "')).toContain(
    `place inet filter input 3 'limit rate 5/minute log prefix "drop: "' > /dev/null`,
  );
  expect(nftables("log", "counter log group 2", "drop")).toContain(
    "place inet filter input 3 'log' > /dev/null",
  );
});

test("rules go behind rules that do more than log, or log earlier", () => {
  expect(
    iptables(
      "-A INPUT -j LOG",
      '-A INPUT -s 192.0.2.1/32 -m comment --comment "not -j LOG" -j DROP',
      "-A INPUT -j DROP",
    ),
  ).toContain("place iptables filter 'INPUT' 5 '-A INPUT -j DROP' > /dev/null");
  expect(nftables('ip saddr 192.0.2.1 log prefix "x" drop', "drop")).toContain(
    "place inet filter input 4 'drop' > /dev/null",
  );
  expect(nftables("log meta mark set 0x1", "drop")).toContain(
    "place inet filter input 4 'drop' > /dev/null",
  );
});
