/** Input that could make a parser run forever or fill the memory; created on access. */
export const hostile: Readonly<
  Record<string, Readonly<Record<string, () => string | readonly string[]>>>
> = {
  nftables: {
    "50 MB": () => "a".repeat(50 << 20),
    "a million rules": () => ruleset("tcp dport 22 accept\n".repeat(1_000_000)),
    "more rules than are read": () => ruleset("tcp dport 22 accept\n".repeat(100_000)),
    "as many rules as are read": () => ruleset("tcp dport 22 accept\n".repeat(16_000)),
    "as many rules as are read, behind that for answers": () =>
      ruleset(`ct state established accept\n${"tcp dport 22 accept\n".repeat(32_000)}`),
    "rules that differ": () =>
      ruleset(
        lines(
          14_500,
          (i) => `ip saddr ${address(i)} tcp dport ${1 + (i % 65535)} ${i % 2 ? "accept" : "drop"}`,
        ),
      ),
    "a set that is large": () =>
      `table inet t { set s { type ipv4_addr; elements = { ${elements(130_000, address)} } }\nchain c { type filter hook input priority 0; policy drop; ip saddr @s accept; }\n}`,
    "rules that are doubtful": () =>
      ruleset(lines(30_000, (i) => `limit rate 1/second tcp dport ${1 + (i % 65535)} accept`)),
    "chains that call each other twice": () =>
      `table inet t {\n${lines(30, (i) => `chain c${i} { jump c${i + 1}\n jump c${i + 1}\n }`)}\nchain c30 { return\n }\nchain c { type filter hook input priority 0; policy drop; jump c0; }\n}`,
    "rules with a map that is large": () =>
      `table inet t { map m { type inet_service : verdict; elements = { ${elements(32_000, (i) => `${1 + i} : accept`)} } }\nchain c { type filter hook input priority 0; policy drop;\n${"tcp dport vmap @m\n".repeat(50_000)} }\n}`,
    "rules with a set that is large": () =>
      `table inet t { set s { type inet_service; elements = { ${elements(32_000, (i) => `${1 + i}`)} } }\nchain c { type filter hook input priority 0; policy drop;\n${"tcp dport @s accept\n".repeat(50_000)} }\n}`,
    "rules with networks that are many": () =>
      `table inet t { set s { type ipv4_addr; elements = { ${elements(32_000, address)} } }\nchain c { type filter hook input priority 0; policy drop;\n${"ip saddr != @s accept\n".repeat(40_000)} }\n}`,
    "a concatenation that is too large": () =>
      ruleset(
        `ip saddr . tcp dport { ${elements(32_000, (i) => `${address(i)} . ${1 + (i % 65535)}`)} } accept`,
      ),
    "a concatenation that is large": () =>
      ruleset(
        `ip saddr . tcp dport { ${elements(16_000, (i) => `${address(i)} . ${1 + (i % 65535)}`)} } accept`,
      ),
    "a concatenation that is large, and jumps": () =>
      ruleset(
        `ip saddr . tcp dport { ${elements(16_000, (i) => `${address(i)} . ${1 + (i % 65535)}`)} } goto c`,
      ),
    "concatenations that multiply": () =>
      ruleset(
        `${`ip saddr . tcp dport { ${elements(2_000, (i) => `${address(i)} . ${1 + i}`)} } `.repeat(3)} accept`,
      ),
    "tables that are many": () => lines(90_000, (i) => `table inet t${i}`),
    "commands that are many": () => `table inet t\n${'include "a"\n'.repeat(150_000)}`,
    "sets in one rule that are many": () => ruleset("tcp dport { 1, 2 } ".repeat(80_000)),
    "sets without elements that are many": () =>
      `table inet t {\n${lines(30_000, (i) => `set s${i} { type inet_service; }`)}\nchain c { type filter hook input priority 0;\n${lines(20_000, (i) => `tcp dport @s${i} accept`)}\n}\n}`,
    "a map after tests that are many": () =>
      ruleset(
        `${"tcp dport 22 ".repeat(80_000)} tcp dport vmap { ${elements(32_000, (i) => `${1 + i} : accept`)} }`,
      ),
    "keys and elements that are many": () =>
      ruleset(
        `${Array.from({ length: 60_000 }, () => "tcp dport").join(" . ")} { ${elements(32_000, (i) => `${1 + i}`)} } accept`,
      ),
    "4 MB of a set": () =>
      `table inet t { set s { type ipv6_addr; elements = { ${elements(230_000, (i) => `2001:${(i >> 8).toString(16)}:${(i & 255).toString(16)}::`)} } }\nchain c { type filter hook input priority 0; policy drop; ip6 saddr @s accept; }\n}`,
    "4 MB of strings": () => ruleset(lines(300_000, () => '"aaaaaaaaaa"')),
    "braces that nest": () => "table inet t { set s ".concat("{ ".repeat(500_000)),
    "JSON that nests": () => `{"nftables": ${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}`,
    "JSON that nests in a rule": () =>
      `{"nftables": [{"rule": {"family": "inet", "table": "t", "chain": "c", "expr": [{"match": {"op": "==", "left": ${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}, "right": 1}}, {"accept": null}]}}]}`,
    "JSON with many rules": () =>
      `{"nftables": [{"chain": {"family": "inet", "table": "t", "name": "c", "hook": "input", "prio": 0}}, ${Array.from({ length: 9_000 }, (_, i) => `{"rule": {"family": "inet", "table": "t", "chain": "c", "expr": [{"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}}, "right": ${1 + (i % 65535)}}}, {"${i % 2 ? "accept" : "drop"}": null}]}}`)}]}`,
    quotes: () => `table inet t {\n${'"'.repeat(1_000_001)}`,
    binary,
  },
  iptables: {
    "50 MB": () => "*filter\n".repeat((50 << 20) / 8),
    "a million rules": () => saved("-A INPUT -j DROP\n".repeat(1_000_000)),
    "as many rules as are read": () => saved("-A INPUT -j LOG\n".repeat(120_000)),
    "rules that differ": () =>
      saved(
        lines(
          30_000,
          (i) =>
            `-A INPUT -s ${address(i)}/32 -p tcp --dport ${1 + (i % 65535)} -j ${i % 2 ? "ACCEPT" : "DROP"}`,
        ),
      ),
    bans: () => saved(lines(50_000, (i) => `-A INPUT -s ${address(i)}/32 -j DROP`)),
    "bans and allowed addresses": () =>
      saved(lines(50_000, (i) => `-A INPUT -s ${address(i)}/32 -j ${i % 2 ? "ACCEPT" : "DROP"}`)),
    "rules that are doubtful": () =>
      saved(
        lines(
          27_000,
          (i) => `-A INPUT -p tcp -m limit --limit 1/s --dport ${1 + (i % 65535)} -j ACCEPT`,
        ),
      ),
    "rules that differ in their doubts": () =>
      saved(
        lines(
          26_000,
          (i) => `-A INPUT -p tcp -m mark --mark ${i} --dport ${1 + (i % 65535)} -j ACCEPT`,
        ),
      ),
    "chains that call each other twice": () =>
      saved(
        `${lines(30, (i) => `:c${i} - [0:0]`)}\n:c30 - [0:0]\n${lines(30, (i) => `-A c${i} -j c${i + 1}\n-A c${i} -j c${i + 1}`)}\n-A INPUT -j c0\n`,
      ),
    "chains that call themselves": () => saved(":a - [0:0]\n-A INPUT -j a\n-A a -j a\n"),
    "a line that is long": () =>
      saved(`-A INPUT ${"-m comment --comment x ".repeat(80_000)} -j DROP\n`),
    "ranges with addresses": () =>
      saved(
        lines(
          22_000,
          (i) =>
            `-A INPUT -s ${address(i)}/32 -p tcp --dport ${1 + ((i * 7919) % 60000)}:${61000 + (i % 4000)} -j ${i % 2 ? "DROP" : "ACCEPT"}`,
        ),
      ),
    "bans of what goes out, and ports": () =>
      saved(
        `${lines(22_000, (i) => `-A OUTPUT -d ${address(i)}/32 -j DROP`)}\n${lines(22_000, (i) => `-A OUTPUT -p tcp --dport ${1 + ((i * 7919) % 65535)} -j DROP`)}`,
      ),
    "jumps with limits": () =>
      saved(
        `${lines(60, (i) => `:C${i} - [0:0]\n-A C${i} -m limit --limit 1/s -j C${i + 1}\n-A C${i} -p tcp --dport ${i + 1}:60000 -j C${i + 1}`)}\n:C60 - [0:0]\n-A C60 -m limit --limit 1/s -j ACCEPT\n-A INPUT -j C0`,
      ),
    "tables that are many": () => lines(140_000, (i) => `*t${i}\nCOMMIT`),
    "quotation marks": () => saved(`-A INPUT ${'"\\" '.repeat(500_000)}`),
    "4 MB of words": () => saved(`-A INPUT ${"-m comment ".repeat(900)}-j DROP\n`.repeat(420)),
    "4 MB of bans": () => saved(lines(110_000, (i) => `-A INPUT -s ${address(i)}/32 -j DROP`)),
    "ipsets that are large": () => [
      saved("-A INPUT -m set --match-set s src -j DROP"),
      `create s hash:ip family inet\n${lines(240_000, (i) => `add s ${address(i)} timeout 86400 comment "x"`)}`,
    ],
    "insertions at the top": () => saved("-I INPUT -j LOG\n".repeat(110_000)),
    binary,
  },
  firewalld: {
    "50 MB": () => `<zone>${" ".repeat(50 << 20)}</zone>`,
    "a million rules": () => `<zone>${'<port port="1" protocol="tcp"/>'.repeat(1_000_000)}</zone>`,
    "as many ports as are read": () =>
      `<zone>${Array.from({ length: 48_000 }, (_, i) => `<port port="${1 + (i % 65535)}" protocol="tcp"/>`).join("")}</zone>`,
    "rich rules": () =>
      `<zone>${Array.from({ length: 13_000 }, (_, i) => `<rule family="ipv4"><source address="${address(i)}"/><port port="${1 + (i % 65535)}" protocol="tcp"/><${i % 2 ? "accept" : "drop"}/></rule>`).join("")}</zone>`,
    "elements that nest": () => "<zone>".repeat(500_000),
    entities: () =>
      `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${lines(20, (i) => `<!ENTITY a${i} "&a${i - 1};&a${i - 1};">`)}]><zone>&a19;</zone>`,
    "an attribute that is long": () => `<zone target="${"x".repeat(3 << 19)}"/>`,
    "attributes that are many": () =>
      `<zone ${Array.from({ length: 100_000 }, (_, i) => `a${i}="b"`).join(" ")}/>`,
    "lists of services": () =>
      `public\n  target: default\n  services: ${"ssh ".repeat(250_000)}\n  ports: 1/tcp\n`,
    "an ipset that is large": () => [
      '<zone><source ipset="s"/></zone>',
      `<ipset type="hash:ip">${lines(118_000, (i) => `<entry>${address(i)}</entry>`)}</ipset>`,
    ],
    "rich rules in a list": () =>
      `public\n  target: default\n  ports: \n  rich rules: \n${'\trule family="ipv4" port port="1" protocol="tcp" accept\n'.repeat(32_000)}`,
    binary,
  },
  csf: {
    "50 MB": () => "TCP_IN=".repeat((50 << 20) / 7),
    "a million rules": () => `${conf}${"A = B\n".repeat(1_000_000)}`,
    "ports that are many": () =>
      `TCP_IN = "${Array.from({ length: 180_000 }, (_, i) => 1 + (i % 65535))}"\nTCP_OUT = ""\nUDP_IN = ""\nUDP_OUT = ""\n`,
    "settings that are many": () => `${conf}${lines(120_000, (i) => `S${i} = "x"`)}`,
    "a csf.allow that is too long": () => [conf, allowed + lines(60_000, address)],
    "a csf.allow that is long": () => [
      conf,
      allowed + lines(33_000, (i) => `tcp|in|d=${1 + (i % 65535)}|s=${address(i)}`),
    ],
    "a csf.allow with many addresses": () => [conf, allowed + lines(16_000, address)],
    "a csf.deny that is too long": () => [conf, denied + lines(240_000, address)],
    "a csf.deny with remarks": () => [
      conf,
      denied +
        lines(
          190_000,
          (i) => `${address(i)} # lfd: (sshd) Failed SSH login from ${address(i)} (XX/-): 5 in`,
        ),
    ],
    "a csf.deny of blank lines": () => [conf, denied + "\n".repeat(16_000_000)],
    "equals signs": () => `${conf}${"=".repeat(3 << 19)}"`,
    binary,
  },
  apf: {
    "50 MB": () => 'IG_TCP_CPORTS="1"\n'.repeat((50 << 20) / 18),
    "a million rules": () => 'IG_TCP_CPORTS="1"\n'.repeat(1_000_000),
    "ports that are many": () =>
      `IG_TCP_CPORTS="${Array.from({ length: 180_000 }, (_, i) => 1 + (i % 65535))}"\n`,
    "settings that are many": () => lines(120_000, (i) => `S${i}="x"`),
    "lines of a shell": () => `IG_TCP_CPORTS="1"\n${"if true; then\n".repeat(100_000)}`,
    "blank lines": () => `${"\n".repeat(2_000_000)}A_B=1`,
    "a long gap": () => `A_B=1${" ".repeat(2_000_000)}x`,
    "many assignments": () => `A_B=1 ${'C="d" '.repeat(300_000)}`,
    "much code": () => `A_B=1\n${"x (\n".repeat(500_000)}`,
    "an open quote": () => `A_B=1\nC="${"d".repeat(2_000_000)}`,
    "many ports": () => `IG_TCP_CPORTS="${"1,".repeat(1_000_000)}"`,
    "many words": () => `IG_TCP_CPORTS="${"x,".repeat(1_000_000)}"`,
    "a long word": () => ["A_B=1", `${"a.".repeat(1_000_000)}!`],
    "many entries": () => ["A_B=1", "tcp:in:d=22:s=198.51.100.7\n".repeat(40_000)],
    "many bad entries": () => ["A_B=1", "tcp:in:d=x:s=198.51.100.7\n".repeat(100_000)],
    "many names": () => ["A_B=1", "a.b\n".repeat(100_000)],
    "many banned addresses": () => ["A_B=1", `# deny_hosts\n${lines(240_000, address)}`],
    "a list of blank lines": () => ["A_B=1", `# deny_hosts\n${"\n".repeat(16_000_000)}`],
    "many allowed addresses": () => ["A_B=1", `# allow_hosts\n${"1.1.1.1\n".repeat(260_000)}`],
    binary,
  },
  ufw: {
    "50 MB": () => "Status: active\n".repeat((50 << 20) / 15),
    "a million rules": () =>
      status("22/tcp                     ALLOW IN    Anywhere\n".repeat(1_000_000)),
    "as many rules as are read": () =>
      status("22/tcp                     ALLOW IN    Anywhere\n".repeat(42_000)),
    "rules that differ": () =>
      status(
        lines(
          40_000,
          (i) =>
            `${`${1 + (i % 65535)}/tcp`.padEnd(26)} ${i % 2 ? "ALLOW" : "DENY "} IN    ${address(i)}`,
        ),
      ),
    "profiles that are many": () =>
      lines(40_000, (i) => `[a${i}]\ntitle=x\ndescription=y\nports=${1 + (i % 65535)}/tcp`),
    "commands that are many": () => "ufw allow 22/tcp\n".repeat(120_000),
    "commands that differ": () =>
      lines(50_000, (i) => `ufw allow from ${address(i)} to any port ${1 + (i % 65535)}`),
    "many words": () => status("x ".repeat(1_000_000)),
    "a long gap": () => status(`22${" ".repeat(2_000_000)}x`),
    "many actions": () => status(`22 ${"ALLOW ".repeat(300_000)}`),
    "the same rule again and again": () => status("22/tcp ALLOW IN Anywhere\n".repeat(60_000)),
    "many remarks": () => status(`22 ALLOW IN x ${"(log, out) ".repeat(100_000)}`),
    "lines that say nothing": () => status("x\n".repeat(1_000_000)),
    "many ports": () => `[a]\nports=${"1,".repeat(1_000_000)}`,
    "a value over many lines": () => `[a]\nb=c\n${" d\n".repeat(300_000)}`,
    "many sections": () => "[a\n".repeat(100_000),
    "a long command": () => `ufw ${"allow ".repeat(500_000)}`,
    "the same command again and again": () => "ufw allow 22/tcp\n".repeat(100_000),
    "many bad commands": () => "ufw nonsense\n".repeat(300_000),
    "many deletions": () => "ufw delete allow 22/tcp\n".repeat(100_000),
    "many quotes": () => `ufw allow ${'"'.repeat(1_000_000)}`,
    "many lists": () => `Profile: a\nPorts:\n${"  1\n".repeat(300_000)}`,
    binary,
  },
  listeners: {
    "50 MB": () => "tcp LISTEN 0 1 0.0.0.0:22 0.0.0.0:*\n".repeat((50 << 20) / 36),
    "a million rules": () => "tcp LISTEN 0 1 0.0.0.0:22 0.0.0.0:*\n".repeat(1_000_000),
    "sockets that differ": () =>
      lines(45_000, (i) => `tcp LISTEN 0 1 ${address(i)}:${1 + (i % 65535)} 0.0.0.0:*`),
    "as many sockets as are read": () =>
      lines(60_000, (i) => `tcp LISTEN 0 1 ${i % 2 ? "0.0.0.0" : "[::]"}:${1 + i} *:*`),
    "sockets that take IPv4 or not": () =>
      lines(60_000, (i) => `tcp 0 0 :::${1 + i} :::* LISTEN -`),
    "sockets of an interface": () =>
      lines(45_000, (i) => `tcp LISTEN 0 1 0.0.0.0%eth0:${1 + i} 0.0.0.0:*`),
    "sockets of lsof": () => lines(40_000, (i) => `a 1 b 3u IPv6 1 0t0 TCP *:${1 + i} (LISTEN)`),
    "addresses of lsof": () => `a 1 b 3u IPv6 1 0t0 ${"TCP a:1 ".repeat(250_000)}`,
    "addresses of ss": () => `${heading}\n${"tcp 1 1 a:1 ".repeat(150_000)}`,
    "processes that are many": () =>
      `tcp LISTEN 0 1 0.0.0.0:22 0.0.0.0:* users:(${'("a",pid=1,fd=1),'.repeat(110_000)})`,
    "many sockets": () => `${heading}\n${"tcp LISTEN 0 1 1.2.3.4:22 0.0.0.0:*\n".repeat(80_000)}`,
    "many words": () => `${heading}\ntcp ${"a:1 ".repeat(500_000)}`,
    "a long word": () => `${heading}\ntcp LISTEN 0 1 ${":".repeat(2_000_000)}1 0.0.0.0:*`,
    "many names": () => `${heading}\ntcp LISTEN 0 1 *:1 *:* ${'("a",pid=1,fd=1)'.repeat(150_000)}`,
    "many quotes": () => `${heading}\ntcp LISTEN 0 1 *:1 *:* ${'("'.repeat(1_000_000)}`,
    "bad lines": () => `${heading}\n${"x\n".repeat(1_000_000)}`,
    "bad sockets": () => `${heading}\n${"tcp 1:1\n".repeat(300_000)}`,
    binary,
  },
  nmap: {
    "50 MB": () => scan(" ".repeat(50 << 20)),
    "ports that are open": () =>
      scan(
        lines(
          18_000,
          (i) =>
            `<port protocol="tcp" portid="${1 + i * 3}"><state state="open" reason="syn-ack"/></port>`,
        ),
      ),
    "states that differ": () =>
      scan(
        lines(
          18_000,
          (i) =>
            `<port protocol="tcp" portid="${1 + i * 3}"><state state="s${i}" reason="syn-ack"/></port>`,
        ),
      ),
    "other ports": () =>
      scan(
        lines(
          20_000,
          (i) =>
            `<extraports state="open"><extrareasons reason="a" proto="tcp" ports="${1 + i * 3}"/></extraports>`,
        ),
      ),
    "scans that do not agree": () =>
      ["open", "filtered"].map((state) =>
        scan(
          lines(
            18_000,
            (i) =>
              `<port protocol="tcp" portid="${1 + i * 3}"><state state="${state}" reason="a"/></port>`,
          ),
        ),
      ),
    "hosts that are many": () =>
      `<nmaprun>${lines(20_000, (i) => `<host><address addr="${address(i)}"/><ports/></host>`)}</nmaprun>`,
    "scans of one host": () =>
      `<nmaprun><scaninfo type="syn" protocol="tcp" services="${elements(20_000, (i) => `${1 + i * 3}`)}"/>${'<host><address addr="203.0.113.5"/><ports/></host>'.repeat(20)}</nmaprun>`,
    "lists of ports that are long": () =>
      scan(
        `<extraports state="open"><extrareasons reason="a" proto="tcp" ports="${elements(300_000, (i) => `${1 + ((i * 7919) % 65535)}`)}"/></extraports>`,
      ),
    "elements that nest": () => "<nmaprun>".repeat(200_000),
    entities: () =>
      `<!DOCTYPE nmaprun [<!ENTITY a "aaaaaaaaaa">${lines(20, (i) => `<!ENTITY a${i} "&a${i - 1};&a${i - 1};">`)}]><nmaprun>&a19;</nmaprun>`,
    "attributes that are many": () =>
      `<nmaprun ${Array.from({ length: 100_000 }, (_, i) => `a${i}="b"`).join(" ")}/>`,
    "greppable ports": () =>
      scanned(elements(65_535, (i) => `${i ? " " : ""}${1 + i}/open/tcp//a///`)),
    "greppable ports that are not understood": () => scanned("1/open/tcp//a///, ".repeat(100_000)),
    "greppable slashes": () => scanned(`1/open/tcp/${"/a".repeat(1_000_000)}`),
    "greppable runs": () => `${scanned("1/open/tcp//a///")}\n`.repeat(20_000),
    "arguments that are many": () =>
      `# Nmap 7 scan initiated now as: nmap ${"-sS ".repeat(500_000)}\n# Nmap done at now`,
    "bad lines": () =>
      `# Nmap 7 scan initiated now as: nmap\n${"x\n".repeat(1_000_000)}# Nmap done at now`,
    binary,
  },
};

const scan = (inner: string) =>
  `<!DOCTYPE nmaprun><nmaprun><scaninfo type="syn" protocol="tcp" services="1-65535"/><host><address addr="203.0.113.5"/><ports>${inner}</ports></host></nmaprun>`;
const scanned = (ports: string) =>
  `# Nmap 7 scan initiated now as: nmap -p-\nHost: 203.0.113.5 ()\tPorts: ${ports}\n# Nmap done at now`;

const heading = "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess";
const conf = 'TCP_IN = "22"\nTCP_OUT = ""\nUDP_IN = ""\nUDP_OUT = ""\n';

const denied = "# The following IP addresses will be blocked in iptables.\n";
const allowed = "# The following IP addresses will be allowed through iptables.\n";

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

function elements(count: number, element: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => element(index)).join();
}

function address(index: number): string {
  const spread = (index * 7919) % 0xdfffff;
  return `${1 + (spread >> 16)}.${(spread >> 8) & 255}.${spread & 255}.${(index * 31) & 255}`;
}

function ruleset(rules: string): string {
  return `table inet t {\nchain c {\ntype filter hook input priority 0; policy drop;\n${rules}\n}\n}\n`;
}

function saved(rules: string): string {
  return `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${rules}\nCOMMIT\n`;
}

function status(rules: string): string {
  return `Status: active\nLogging: off\nDefault: deny (incoming), allow (outgoing), disabled (routed)\n\nTo                         Action      From\n--                         ------      ----\n${rules}`;
}

function binary(): string {
  return String.fromCharCode(...Array.from({ length: 60_000 }, (_, index) => (index * 7) & 255));
}
