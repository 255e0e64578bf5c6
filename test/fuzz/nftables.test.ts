import { createPolicy } from "../../src/index.ts";
import { parseNftables } from "../../src/parse/index.ts";
import { renderNftables } from "../../src/render/index.ts";
import { fuzz } from "./fuzz.ts";

const policy = createPolicy(126, {
  services: ["ssh", "dns"],
  allowFrom: { ssh: ["192.0.2.1", "2001:db8::/32"] },
});

fuzz(
  parseNftables,
  [
    renderNftables(policy).replace(/^# .*\n/gm, ""),
    `define ports = { 22, 80-90 }
table inet t {
	set s { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 192.0.2.1-192.0.2.9 comment "x" } }
	map m { type inet_service : verdict; elements = { 22 : accept, 23 : jump web } }
	chain web { tcp dport 80 accept
		return }
	chain input {
		type filter hook input priority filter + 5; policy drop;
		ct state vmap { established : accept, invalid : drop }
		iifname != "lo" ip saddr @s tcp dport $ports counter packets 1 bytes 2 accept
		tcp flags syn / fin,syn limit rate over 5/minute drop
		udp dport vmap @m
	}
}
`,
    `table inet a b {
	set s # t {
		elements = { 22 }
	}

	chain x "y {
		accept
	}

	chain in put {
		type filter hook input priority filter; policy drop;
		update @s # t { ip saddr } meta mark and 0x1 == 0x1 jump x "y
		tcp dport @s # t jump x "y comment "x"
	}
}
`,
    JSON.stringify({
      nftables: [
        { table: { family: "inet", name: "t" } },
        {
          chain: { family: "inet", table: "t", name: "c", hook: "input", prio: 0, policy: "drop" },
        },
        {
          rule: {
            family: "inet",
            table: "t",
            chain: "c",
            handle: 1,
            expr: [
              {
                match: {
                  op: "==",
                  left: { payload: { protocol: "tcp", field: "dport" } },
                  right: { set: [22, { range: [80, 90] }] },
                },
              },
              { accept: null },
            ],
          },
        },
      ],
    }),
  ],
  [
    ..."table inet chain set map { } , ; : . @s tcp udp th ip dport saddr accept drop jump goto".split(
      " ",
    ),
    ..."ct state vmap vmap != == & | ( ) $ports define include flush 22 1-9 ::/0 policy type hook".split(
      " ",
    ),
    ...["add @s", "update", "comment", "jump x", "in put"],
    ...'" # ] [ {"accept":null} null'.split(" "),
  ],
);
