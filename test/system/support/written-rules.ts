/**
 * Handwritten rules by their special feature, which random rules do not cover. Reply packets and neighbor
 * discovery pass, unless an input is about them.
 */
const answers = `ct state established,related accept
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept`;

function input(rules: string, policy: "accept" | "drop" = "drop", others = ""): string {
  return `table inet filter {
  ${others}
  chain input {
    type filter hook input priority filter; policy ${policy};
    ${answers}
    ${rules}
  }
}
`;
}

/** A chain without rules for reply packets, except for neighbor discovery. */
function bare(hook: "input" | "output", rules: string): string {
  return `table inet filter {
  chain ${hook} {
    type filter hook ${hook} priority filter; policy drop;
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    ${rules}
  }
}
`;
}

function prerouting(rules: string): string {
  return `table inet nat {
  chain prerouting {
    type nat hook prerouting priority dstnat;
    ${rules}
  }
}
`;
}

export const nftablesTexts: Readonly<Record<string, string>> = {
  "another port": `${prerouting("tcp dport 2095 redirect to :80")}${input("tcp dport 80 accept")}`,
  "another address": `${prerouting("tcp dport 2095 dnat ip to 10.99.0.1:80")}${input("tcp dport 80 accept")}`,
  "another port, where the old one is open": `${prerouting("tcp dport 2095 redirect to :2223")}${input("tcp dport 2095 accept")}`,
  "a mark before a port": input("meta mark set 0x1 tcp dport 22 accept"),
  "a mark before an address": input("ct mark set 0x1 ip saddr 10.99.0.2 drop", "accept"),
  "a mark of a mark": input("meta mark set ct mark and 0xff tcp dport { 22, 80 } accept"),
  "a mark before a limit": input(
    "tcp dport 22 meta mark set 0x1 limit rate 1000/second burst 1000 packets accept",
  ),
  "a mark before and after a port": input(
    "meta mark set 0x2 tcp dport 22 meta mark set 0x1\n meta mark 0x1 accept",
  ),
  "a mark that the rest of the rule does not undo": input(
    "tcp dport 22-80 meta mark set 0x1 tcp dport 80 drop\n meta mark 0x1 accept",
  ),
  "a mark from a map": input("meta mark set tcp dport map { 22 : 0x1, 80 : 0x2 } accept"),
  "a mark before a redirection": `${prerouting("tcp dport 2095 meta mark set 0x1 redirect to :2222")}${input("tcp dport 2095 accept")}`,
  "the size of segments before a port": input(
    "tcp flags syn tcp option maxseg size set 1200 tcp dport 80 drop",
    "accept",
  ),
  "addresses in a mask": input(
    "ip saddr & 0.0.0.255 == 0.0.0.2 accept\n ip6 saddr & ::ff == ::2 accept",
  ),
  "ports in a mask": input("tcp dport & 0xff00 == 0x0800 accept"),
  "states in a mask": input("ct state & (established|related) != 0 accept\n tcp dport 80 accept"),
  "a protocol that no other element has": input(
    "meta l4proto vmap { icmp : accept, * : drop }",
    "accept",
  ),
  "a state that no other element has": input(
    "ct state vmap { established : accept, * : drop }",
    "accept",
  ),
  "an address that no other element has": input(
    "fib daddr type vmap { multicast : accept, * : drop }",
    "accept",
  ),
  "chains of interfaces": `table inet filter {
  chain a { tcp dport 22 accept; }
  chain b { tcp dport 80 accept; }
  chain input {
    type filter hook input priority filter; policy drop;
    ${answers}
    iifname vmap { "eth0" : jump a, * : jump b }
  }
}
`,
  "an interface that goes on": input('iifname vmap { "eth0" : continue, * : drop }', "accept"),
  "ports that no other element has": input(
    "tcp dport vmap { 22 : drop, 80 : continue, * : accept }",
  ),
  "a set that rules write": input(
    "tcp dport 2095 add @bl { ip saddr }\n tcp dport 2095 ip saddr @bl drop",
    "accept",
    "set bl { type ipv4_addr; flags dynamic,timeout; timeout 1h; }",
  ),
  "a set that nothing writes": input(
    "ip saddr @office accept",
    "drop",
    "set office { type ipv4_addr; flags timeout; elements = { 10.99.0.2 timeout 1h }; }",
  ),
  "a set with a quota": input(
    "tcp dport @s accept",
    "drop",
    "set s { type inet_service; flags dynamic; counter quota 1 bytes; elements = { 22, 80 }; }",
  ),
  "a set with a limit": input(
    "tcp dport @s accept",
    "drop",
    "set s { type inet_service; flags dynamic; limit rate 1/day burst 1 packets; elements = { 22, 80 }; }",
  ),
  "a state and a port": input("ct state new tcp dport 22 accept"),
  "a state and a port to drop": input("ct state new tcp dport 22 drop", "accept"),
  "an address of the server": input("fib daddr type local tcp dport 22 accept"),
  "packets for the server": input("meta pkttype host tcp dport 22 accept"),
  "the first packet": input("tcp flags syn tcp dport 22 accept"),
  "the first packet by all of its flags": input(
    "tcp flags & (fin|syn|rst|ack) == syn tcp dport 22 accept",
  ),
  "a direction": input("ct direction original tcp dport 22 accept"),
  "protocols by their numbers": input(
    "meta l4proto 0x6 tcp dport 22 accept\n ip protocol 17 accept",
  ),
  "the way back": `table inet filter {
  chain prerouting {
    type filter hook prerouting priority raw;
    fib saddr . iif oif 0 drop
  }
}
`,
  "the way back, if there is one": `table inet filter {
  chain prerouting {
    type filter hook prerouting priority mangle; policy drop;
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    fib saddr . iif oif != 0 tcp dport 22 accept
    fib saddr . iif oif exists tcp dport 80 accept
    ct state established accept
  }
}
`,
  "a rule that is added": `${input("tcp dport 80 accept")}add rule inet filter input tcp dport 22 accept\n`,
  "a rule that is put first": `${input("tcp dport 80 accept")}insert rule inet filter input tcp dport 80 drop\n`,
  "an element that is added": `${input("tcp dport @p accept", "drop", "set p { type inet_service; }")}add element inet filter p { 22 }\n`,
  "a chain that is emptied": `${input("tcp dport 22 drop", "accept")}flush chain inet filter input\n`,
  "a table that is emptied": `${input("tcp dport 22 accept")}flush table inet filter\n`,
  "tables of a family that are deleted": `${input("tcp dport 22 accept")}flush ruleset ip6\n`,
  "a table that sleeps":
    "table inet filter {\n flags dormant;\n chain input {\n type filter hook input priority filter; policy drop;\n }\n}\n",
  "a table that is woken": `table inet filter {
  flags dormant;
  chain input {
    type filter hook input priority filter; policy drop;
    tcp dport 22 accept
    ${answers}
  }
}
add table inet filter
`,
  "a variable of a table": `table inet filter {
  define wan = eth0
  chain input {
    type filter hook input priority filter;
    iifname $wan tcp dport 22 drop
  }
}
`,
  "another address in the packet": `table inet raw {
  chain prerouting {
    type filter hook prerouting priority raw;
    tcp dport 2095 ip daddr set 10.99.0.77
  }
}
`,
  "no packets for other addresses, and so no solicitations": `table inet raw {
  chain prerouting {
    type filter hook prerouting priority raw;
    fib daddr type != local drop
  }
}
`,
  "a protocol that is not tracked yet": `table inet raw {
  chain prerouting {
    type filter hook prerouting priority raw;
    ct protocol tcp drop
  }
}
`,
  "certain content": input(
    "udp dport 53 @th,64,64 0x1234567812345678 drop\n tcp dport 22 accept\n udp dport 443 accept",
  ),
  "packets as they leave": `table inet filter {
  chain output {
    type filter hook output priority filter; policy drop;
    meta pkttype host accept
  }
}
`,
  "chains of two devices": `table netdev t {
  chain ingress {
    type filter hook ingress devices = { eth0, lo } priority 0;
    tcp dport 22 drop
  }
}
`,
  "what is no known connection": `table inet raw {
  chain prerouting {
    type filter hook prerouting priority raw;
    tcp dport 22 notrack
  }
}
${input("ct state untracked accept\n tcp dport { 22, 80 } ct state new accept")}`,
  "no answers to what goes out": bare("input", "tcp dport 22 accept"),
  "no answers to what comes in": bare("output", "tcp dport 443 accept"),
  "answers by their port": bare(
    "input",
    "tcp sport { 443, 2095 } accept\n udp sport 53 accept\n tcp dport 22 accept",
  ),
  "answers by the ports of clients": bare(
    "input",
    "tcp dport 1024-65535 ct direction reply accept\n tcp dport 2095 accept",
  ),
  "answers by their flags": bare(
    "input",
    "tcp flags & (fin|syn|rst|ack) == syn drop\n tcp flags & ack == ack accept",
  ),
  "answers by their address": bare("input", "ip saddr 10.99.0.2 accept"),
  "answers after other rules": bare(
    "input",
    "ip saddr 10.99.0.3 drop\n tcp dport 2095 accept\n tcp dport 22 accept\n ct state vmap { established : accept, related : accept }",
  ),
  "no answers from a port": `table inet raw {
  chain output {
    type filter hook output priority raw;
    tcp sport 22 drop
  }
}
`,
  "no answers at the device": `table netdev t {
  chain ingress {
    type filter hook ingress device "eth0" priority 0;
    tcp sport 443 drop
  }
}
`,
  "answers to another port": `${prerouting("tcp dport 2095 redirect to :80")}${input("tcp dport 80 accept")}${bare("output", "tcp sport 2095 drop\n ct state established accept")}`,
  "a concatenation": input(
    "ip saddr . tcp dport { 10.99.0.2 . 22, 10.99.0.0/30 . 80-90 } accept\n ip saddr . tcp dport != { 10.99.0.2 . 443 } drop",
  ),
  "a concatenation in a map": input(
    "ip saddr . tcp dport vmap { 10.99.0.2 . 22 : drop, * : accept }",
  ),
};

function filter(...rules: readonly string[]): string {
  return `*filter
:INPUT DROP [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
${rules.join("\n")}
COMMIT
`;
}

export const iptablesTexts: Readonly<Record<string, string>> = {
  "another port": `*nat
-A PREROUTING -p tcp -m tcp --dport 2095 -j REDIRECT --to-ports 80
COMMIT
${filter("-A INPUT -p tcp -m tcp --dport 80 -j ACCEPT")}`,
  "another address": `*nat
-A PREROUTING -p tcp -m tcp --dport 2095 -j DNAT --to-destination 10.99.0.1:80
COMMIT
${filter("-A INPUT -p tcp -m tcp --dport 80 -j ACCEPT")}`,
  "another port, and the state that it gives": `*nat
-A PREROUTING -p tcp -m tcp --dport 2095 -j REDIRECT --to-ports 2222
COMMIT
${filter("-A INPUT -m conntrack --ctstate DNAT -j ACCEPT")}`,
  "another port of what goes out": `*nat
-A OUTPUT -p tcp -m tcp --dport 2095 -j DNAT --to-destination 10.99.0.2:80
COMMIT
${filter("-A OUTPUT -p tcp -m tcp --dport 2095 -j DROP")}`,
  "the way back": `*raw
-A PREROUTING -m rpfilter --loose --validmark --invert -j DROP
COMMIT
${filter("-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT")}`,
  "no answers to what goes out": `*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
COMMIT
`,
  "no answers to what comes in": `*filter
:INPUT DROP [0:0]
:OUTPUT DROP [0:0]
-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
-A INPUT -p tcp -m tcp --dport 80 -j ACCEPT
-A OUTPUT -p tcp -m tcp --sport 80 -j ACCEPT
COMMIT
`,
  "a zone of its own": `*raw
-A PREROUTING -p tcp -j CT --zone 5
COMMIT
${filter("-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT")}`,
  "certain content": filter(
    '-A INPUT -p udp -m string --hex-string "|0000ff0001|" --algo bm -j DROP',
    "-A INPUT -p udp -m udp --dport 443 -j ACCEPT",
  ),
  "answers that begin nothing": `*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p tcp -m tcp ! --syn -j ACCEPT
-A INPUT -p udp -m udp --dport 1024:65535 -j ACCEPT
COMMIT
`,
  "no answers from a port": `*raw
-A OUTPUT -p tcp -m tcp --sport 22 -j DROP
COMMIT
${filter("-A INPUT -p tcp -m multiport --dports 22,80 -j ACCEPT")}`,
  "what is no known connection": `*raw
-A PREROUTING -p tcp -m tcp --dport 22 -j CT --notrack
COMMIT
${filter("-A INPUT -m conntrack --ctstate NEW -j ACCEPT")}`,
  "answers that are no known connection": `*raw
-A OUTPUT -p tcp -m tcp --sport 22 -j CT --notrack
COMMIT
*filter
:INPUT ACCEPT [0:0]
:OUTPUT DROP [0:0]
-A OUTPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
COMMIT
`,
};
