import { probedPorts } from "./expected.ts";

/** An input for iptables-restore or ip6tables-restore, and the input for ipset before it. */
export interface IptablesInput {
  readonly family: "ipv4" | "ipv6";
  readonly text: string;
  readonly sets?: string;
}

const established = "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT";

function table(...lines: readonly string[]): string {
  return `*filter\n:INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n${established}\n${lines.join("\n")}\nCOMMIT\n`;
}

/** Conditions on packets that open a connection; each is tried on its own port, over TCP and UDP. */
const conditions: readonly string[] = [
  '-m string --string "BitTorrent" --algo bm --to 65535',
  '-m string ! --string "BitTorrent" --algo bm --to 65535',
  '-m string --hex-string "|47 45 54 20|/" --algo kmp',
  "-m length --length 1501:65535",
  "-m length --length 0:27",
  "-m length ! --length 0:27",
  "-m length --length 40:120",
  "-m connbytes --connbytes 10000000 --connbytes-dir both --connbytes-mode bytes",
  "-m connbytes --connbytes 100 --connbytes-dir both --connbytes-mode packets",
  "-m connbytes --connbytes 1:1 --connbytes-dir original --connbytes-mode packets",
  "-m connbytes ! --connbytes 2 --connbytes-dir original --connbytes-mode packets",
  "-m connbytes --connbytes 1 --connbytes-dir reply --connbytes-mode avgpkt",
  "-m helper --helper ftp",
  "-m policy --dir in --pol ipsec",
  "-m policy --dir in --pol none",
  "-m physdev --physdev-is-bridged",
  "-m time --datestart 2020-01-01T00:00:00",
  "-m time --datestop 2024-05-06T07:08:00",
  "-m time --timestart 00:00 --timestop 23:59:59",
  "-m time --weekdays Mon,Tue,Wed,Thu,Fri,Sat,Sun",
  "-m time",
  "-m conntrack --ctstatus NONE",
  "-m conntrack --ctstatus EXPECTED,SEEN_REPLY,ASSURED,CONFIRMED",
  "-m conntrack ! --ctstatus ASSURED",
  "-m conntrack --ctdir ORIGINAL",
  "-m conntrack --ctdir REPLY",
  "-m conntrack --ctstate NEW,RELATED",
  "-m conntrack ! --ctstate NEW",
  "-m conntrack ! --ctstate INVALID,UNTRACKED",
  "-m conntrack --ctstate ESTABLISHED,DNAT,SNAT",
  "-m mac --mac-source 02:03:04:05:06:07",
  "-m addrtype --dst-type LOCAL",
  "-m pkttype --pkt-type unicast",
  "-m u32 --u32 0&0xFF=1",
];

/** Conditions for TCP only. */
const tcpConditions: readonly string[] = [
  "-m tcpmss --mss 1:500",
  "-m tcpmss ! --mss 536:65535",
  "-m tcpmss --mss 536:65535",
  "--tcp-flags ALL NONE",
  "--tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE",
  "! --tcp-flags ALL NONE",
  "--tcp-flags SYN,RST,ACK,FIN SYN",
  "-m conntrack --ctproto tcp",
];

/** Conditions for IPv4 only, and for IPv6 only. */
const ownConditions = {
  ipv4: [
    "-f",
    "! -f",
    "-s 10/8",
    "-s 10.99.0.0/255.255.255.0",
    "-s 10.99.0.2,192.0.2.1",
    "-m conntrack --ctorigsrc 10.99.0.2",
    "-m conntrack --ctreplsrc 10.99.0.0/24",
  ],
  ipv6: ["-m rt --rt-type 0", "-m frag --fragid 0", "-m hbh", "-m length --length 101:65535"],
} as const;

function conditionsOf(family: "ipv4" | "ipv6"): IptablesInput {
  const all = [
    ...[...conditions, ...ownConditions[family]].flatMap((each) => [
      `-p tcp -m tcp %p ${each}`,
      `-p udp -m udp %p ${each}`,
    ]),
    ...tcpConditions.map((each) => `-p tcp -m tcp %p ${each}`),
  ];
  return {
    family,
    text: table(
      ...(family === "ipv6" ? ["-A INPUT -p ipv6-icmp -j ACCEPT"] : []),
      ...all.map(
        (each, index) =>
          `-A INPUT ${each.replace("%p", `--dport ${probedPorts[index]}`)} -j ACCEPT`,
      ),
    ),
  };
}

const sets = `create office hash:ip family inet
add office 10.99.0.2
create others hash:net family inet
add others 10.99.0.0/24
add others 10.99.0.2 nomatch
create ports bitmap:port range 0-65535
add ports 22
add ports 2087
create pairs hash:ip,port family inet
add pairs 10.99.0.2,tcp:22
add pairs 10.99.0.3,udp:80
create both list:set size 8
add both office
add both pairs
create devices hash:net,iface family inet
add devices 10.99.0.2/32,eth0
add devices 10.99.0.3/32,eth9
create six hash:net family inet6
add six fd99::2
create masked hash:ip family inet netmask 31
add masked 10.99.0.2
`;

function withSets(...rules: readonly string[]): IptablesInput {
  return { family: "ipv4", sets, text: table(...rules.map((rule) => `-A INPUT ${rule}`)) };
}

const icmpv6 = (chain: string, type: number) =>
  `-A ${chain} -p ipv6-icmp -m icmp6 --icmpv6-type ${type} -j DROP`;

function neighbors(...rules: readonly string[]): IptablesInput {
  return { family: "ipv6", text: table(...rules, "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT") };
}

/** Hand-written inputs, by what is special about each. */
export const iptablesInputs: Readonly<Record<string, IptablesInput>> = {
  "conditions of IPv4": conditionsOf("ipv4"),
  "conditions of IPv6": conditionsOf("ipv6"),
  "names of ports": {
    family: "ipv4",
    text: table(
      "-A INPUT -p tcp --dport ssh -j ACCEPT",
      "-A INPUT -p tcp -m multiport --dports http:https,2087 -j ACCEPT",
      "-A INPUT -p udp --dport domain -j ACCEPT",
      "-A INPUT -p tcp -m multiport --ports 2095,2096 -j ACCEPT",
      "-A INPUT -p tcp --dport 0x7d -j ACCEPT",
    ),
  },
  "long options": {
    family: "ipv4",
    text: "*filter\n--policy INPUT DROP\n--append INPUT --protocol tcp --destination-port 22 --jump ACCEPT\n--app INPUT --match state --state ESTABLISHED --ju ACCEPT\n--insert INPUT 1 --in-interface eth0 --proto tcp --dpo 80 --jump DROP\n-A INPUT -p tcp --dport 80 -j ACCEPT\n-A INPUT -p tcp --destination-p 2087 -j ACCEPT\nCOMMIT\n",
  },
  "no lines for chains": {
    family: "ipv4",
    text: `*filter\n${established}\n-A INPUT -p tcp --dport 22 -m state --state NEW -j ACCEPT\n-A INPUT -j REJECT\nCOMMIT\n`,
  },
  "a table twice": {
    family: "ipv4",
    text: `# Generated by iptables-save v1.8.9\n${table("-A INPUT -p tcp --dport 22 -j ACCEPT")}${table("-A INPUT -p tcp --dport 80 -j ACCEPT")}`,
  },
  "commands that empty and create": {
    family: "ipv4",
    text: table(
      "-A INPUT -p tcp --dport 443 -j ACCEPT",
      "-F INPUT",
      established,
      "-N own",
      "-A own -p tcp --dport 22 -j ACCEPT",
      "-A INPUT -j own",
      "-I INPUT -p tcp --dport 80 -j ACCEPT",
    ),
  },
  "a set of addresses": withSets("-m set --match-set office src -p tcp --dport 22 -j ACCEPT"),
  "no set of addresses": withSets("-m set ! --match-set office src -p tcp --dport 22 -j ACCEPT"),
  "a set with exclusions": withSets("-m set --match-set others src -p tcp --dport 22 -j ACCEPT"),
  "a set of ports": withSets("-p tcp -m set --match-set ports dst -j ACCEPT"),
  "no set of ports": withSets("-p tcp -m set ! --match-set ports dst -j ACCEPT"),
  "a set of pairs": withSets("-m set --match-set pairs src,dst -j ACCEPT"),
  "no set of pairs": withSets("-m set ! --match-set pairs src,dst -j ACCEPT"),
  "a set of pairs with one end": withSets("-m set --match-set pairs src -j ACCEPT"),
  "no set of pairs with one end": withSets("-m set ! --match-set pairs src -j ACCEPT"),
  "a set of sets": withSets("-m set --match-set both src,dst -j ACCEPT"),
  "no set of sets": withSets("-m set ! --match-set both src,dst -j ACCEPT"),
  "a set of interfaces": withSets("-m set --match-set devices src,src -j ACCEPT"),
  "a set of masks": withSets("-m set --match-set masked src -j ACCEPT"),
  "a set in a chain": withSets(
    "-m set --match-set pairs src,dst -j DROP",
    "-p tcp --dport 22 -j ACCEPT",
    "-p udp --dport 80 -j ACCEPT",
  ),
  "a set of IPv6": {
    family: "ipv6",
    sets,
    text: table(
      "-A INPUT -p ipv6-icmp -j ACCEPT",
      "-A INPUT -m set --match-set six src -p tcp --dport 22 -j ACCEPT",
    ),
  },
  "no neighbor discovery": neighbors(),
  "neighbor discovery": neighbors("-A INPUT -p ipv6-icmp -j ACCEPT"),
  "neighbor discovery by its state": neighbors(
    "-A INPUT -m conntrack --ctstate UNTRACKED -j ACCEPT",
  ),
  "neighbor discovery by its hop limit": neighbors(
    "-A INPUT -p ipv6-icmp -m hl --hl-eq 255 -j ACCEPT",
  ),
  "neighbor discovery without solicitations": neighbors(
    icmpv6("INPUT", 135),
    "-A INPUT -p ipv6-icmp -j ACCEPT",
  ),
  "neighbor discovery without advertisements": neighbors(
    icmpv6("INPUT", 136),
    "-A INPUT -p ipv6-icmp -j ACCEPT",
  ),
  "neighbor discovery without solicitations out": neighbors(
    "-A INPUT -p ipv6-icmp -j ACCEPT",
    icmpv6("OUTPUT", 135),
  ),
  "neighbor discovery without advertisements out": neighbors(
    "-A INPUT -p ipv6-icmp -j ACCEPT",
    icmpv6("OUTPUT", 136),
  ),
  "neighbor discovery to multicast addresses": neighbors(
    "-A INPUT -d ff02::/16 -j ACCEPT",
    "-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type neighbour-advertisement -j ACCEPT",
  ),
};
