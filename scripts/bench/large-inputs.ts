import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A large configuration of a realistic size. */
export interface LargeInput {
  readonly name: string;
  /** The files that are audited together, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The options of `audit`. */
  readonly options?: readonly string[];
  /** The tool's command to check the first file, which is appended as the last argument; omitted if the tool has no check. */
  readonly check?: readonly string[];
}

const iptables = ["iptables-restore", "--test"];
const nftables = ["nft", "--check", "--file"];

const csfRules = readFileSync(
  join(import.meta.dirname, "../../test/firewalls/csf-16.07.rules"),
  "utf8",
);

/** Returns the inputs, which are the same on every call. */
export function largeInputs(): readonly LargeInput[] {
  return [
    {
      name: "30,000 bans of fail2ban",
      files: { "rules.v4": fail2ban(30_000) },
      check: iptables,
    },
    {
      name: "an nft set of 100,000 IPv4 networks",
      files: { "nftables.conf": nftablesSet("ipv4_addr", "ip", elements(100_000, network)) },
      check: nftables,
    },
    {
      name: "an nft set of 100,000 IPv6 networks",
      files: { "nftables.conf": nftablesSet("ipv6_addr", "ip6", elements(100_000, network6)) },
      check: nftables,
    },
    { name: "live CSF of 30,000 rules", files: { "rules.v4": csf(30_000) }, check: iptables },
    {
      name: "csf.deny of 100,000 lines",
      files: { "csf.conf": csfConf, "csf.deny": list(100_000, csfDenied) },
    },
    {
      name: "an ipset of 100,000 with iptables",
      files: {
        "rules.v4": iptablesRules("-A INPUT -m set --match-set ban src -j DROP"),
        "ipset.conf": `create ban hash:ip family inet hashsize 65536 maxelem 131072\n${list(100_000, (i) => `add ban ${address(i)}`)}`,
      },
    },
    { name: "16,000 chains, one per port", files: { "rules.v4": chains(16_000) }, check: iptables },
    {
      name: "APF's deny_hosts of 100,000 lines",
      files: { "conf.apf": apfConf, "deny_hosts.rules": `# deny_hosts\n${list(100_000, address)}` },
    },
    { name: "10,000 rules of ufw", files: { "status.txt": ufwStatus(10_000) } },
    {
      name: "a firewalld ipset of 100,000",
      files: { "drop.xml": dropZone, "public.xml": publicZone, "ban.xml": firewalldIpset(100_000) },
    },
  ];
}

function list(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}

function elements(count: number, element: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => element(index)).join(",\n");
}

/** Returns one of 2^22 distinct networks of 256 addresses each, from 1.0.0.0 on, unordered. */
function networkStart(index: number): string {
  const number = (index * 2_654_435_761) % 2 ** 22;
  return `${1 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

function address(index: number): string {
  return `${networkStart(index)}.${(index * 31) & 255}`;
}

function network(index: number): string {
  return `${networkStart(index)}.0/24`;
}

function network6(index: number): string {
  const number = (index * 2_654_435_761) % 2 ** 32;
  return `2001:${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}::/48`;
}

const ports = [22, 25, 53, 80, 110, 143, 443, 465, 587, 993, 995, 2083, 2087, 2096];
const accepted = ports.map((port) => `-A INPUT -p tcp -m tcp --dport ${port} -j ACCEPT\n`).join("");

/** Returns the rules of a server, with additional rules before those that open ports. */
function iptablesRules(first: string, declarations = ""): string {
  return `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
${declarations}-A INPUT -i lo -j ACCEPT
${first}
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
${accepted}COMMIT
`;
}

function fail2ban(bans: number): string {
  const rules = list(
    bans,
    (i) => `-A f2b-sshd -s ${address(i)}/32 -j REJECT --reject-with icmp-port-unreachable`,
  );
  return iptablesRules(
    `-A INPUT -p tcp -m multiport --dports 22 -j f2b-sshd\n${rules}-A f2b-sshd -j RETURN`,
    ":f2b-sshd - [0:0]\n",
  );
}

/** Returns one chain per port, as in scripts that count traffic. */
function chains(count: number): string {
  return iptablesRules(
    list(count, (i) => `-A INPUT -p tcp -m tcp --dport ${1 + i} -j port-${1 + i}`) +
      list(count, (i) => `-A port-${1 + i} -s ${network(i)} -j ACCEPT`),
    list(count, (i) => `:port-${1 + i} - [0:0]`),
  );
}

function nftablesSet(type: string, expression: string, networks: string): string {
  return `table inet filter {
	set ban {
		type ${type}
		flags interval
		elements = { ${networks} }
	}
	chain input {
		type filter hook input priority filter; policy drop;
		iifname "lo" accept
		${expression} saddr @ban drop
		ct state established,related accept
		meta l4proto ipv6-icmp accept
		tcp dport { ${ports.join(", ")} } accept
	}
}
`;
}

/** Returns the rules of a running CSF, with half of the number of rules as bans in each direction. */
function csf(rules: number): string {
  const banned =
    list(rules / 2, (i) => `-A DENYIN -s ${address(i)}/32 ! -i lo -j LOGDROPIN`) +
    list(rules / 2, (i) => `-A DENYOUT -d ${address(i)}/32 ! -o lo -j LOGDROPOUT`);
  return csfRules.replace("-A LOGDROPIN", `${banned}-A LOGDROPIN`);
}

const csfConf = `TESTING = "0"
IPV6 = "1"
TCP_IN = "${ports}"
TCP_OUT = "${ports}"
UDP_IN = "53"
UDP_OUT = "53,123"
TCP6_IN = "${ports}"
TCP6_OUT = "${ports}"
UDP6_IN = "53"
UDP6_OUT = "53,123"
`;

function csfDenied(index: number): string {
  return `${address(index)} # lfd: (sshd) Failed SSH login: 5 in the last 3600 secs - Sat Jan  3 04:05:06 2026`;
}

const apfConf = `IFACE_UNTRUSTED="eth0"
IG_TCP_CPORTS="${ports}"
IG_UDP_CPORTS="53"
EGF="0"
SET_TRIM="0"
`;

function ufwStatus(rules: number): string {
  const rows = list(rules, (i) => `Anywhere                   DENY IN     ${address(i)}`);
  const open = ports.map((port) => `${`${port}/tcp`.padEnd(26)} ALLOW IN    Anywhere\n`).join("");
  return `Status: active
Logging: on (low)
Default: deny (incoming), allow (outgoing), disabled (routed)
New profiles: skip

To                         Action      From
--                         ------      ----
${rows}${open}`;
}

const dropZone = `<?xml version="1.0" encoding="utf-8"?>
<zone target="DROP">
  <short>Drop</short>
  <source ipset="ban"/>
</zone>
`;

const publicZone = `<?xml version="1.0" encoding="utf-8"?>
<zone>
  <short>Public</short>
  <interface name="eth0"/>
${ports.map((port) => `  <port port="${port}" protocol="tcp"/>\n`).join("")}</zone>
`;

function firewalldIpset(addresses: number): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<ipset type="hash:ip">
${list(addresses, (i) => `  <entry>${address(i)}</entry>`)}</ipset>
`;
}
