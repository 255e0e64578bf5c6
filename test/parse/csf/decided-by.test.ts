import { expect, test } from "vitest";
import { parseCsf } from "../../../src/parse/csf/parse-csf.ts";

const conf = `TESTING = "0"
TCP_IN = "22,80"
TCP_OUT = "25"
UDP_IN = ""
UDP_OUT = "1:65535"
IPV6 = "0"
DNS_STRICT = "0"
PORTFLOOD = "80;tcp;20;5"
SMTP_BLOCK = "1"
SMTP_PORTS = "465,25"
CC_ALLOW_PORTS = "XX"
CC_ALLOW_PORTS_UDP = "53"
`;
const lists = [
  "# will be allowed through iptables\n\n198.51.100.0/24 # office\ntcp|out|d=587|u=0\n",
  "# will be blocked in iptables\n203.0.113.9\n",
];

const origin = (input: number, line: number, text: string, table: string) => ({
  input,
  line,
  text,
  table,
  chain: null,
});

test("names the line of the setting or list that opens ports", () => {
  const { rules } = parseCsf([lists[0] as string, conf, lists[1] as string]);
  const of = (direction: string, protocol: string, port: number) =>
    rules.find(
      (rule) =>
        rule.direction === direction &&
        rule.protocol === protocol &&
        rule.ports.from <= port &&
        port <= rule.ports.through,
    )?.decidedBy;
  expect(of("inbound", "tcp", 22)).toEqual(origin(1, 2, 'TCP_IN = "22,80"', "TCP_IN"));
  expect(of("inbound", "tcp", 23)).toEqual(origin(0, 3, "198.51.100.0/24 # office", "csf.allow"));
  expect(of("outbound", "tcp", 53)).toEqual(origin(1, 7, 'DNS_STRICT = "0"', "DNS_STRICT"));
  expect(of("outbound", "udp", 9)).toEqual(origin(1, 5, 'UDP_OUT = "1:65535"', "UDP_OUT"));
});

test("names the line of the setting or list that leaves ports undetermined", () => {
  const list = "# will be allowed through iptables\n\n\ntcp|out|d=587|u=0\n";
  const { undetermined, qualified } = parseCsf([list, conf]);
  expect(
    [...qualified, ...undetermined].map(({ direction, protocol, ports, decidedBy }) => [
      `${direction} ${protocol} ${ports.from}`,
      decidedBy,
    ]),
  ).toEqual([
    ["inbound tcp 80", origin(1, 8, 'PORTFLOOD = "80;tcp;20;5"', "PORTFLOOD")],
    ["inbound udp 53", origin(1, 11, 'CC_ALLOW_PORTS = "XX"', "CC_ALLOW_PORTS")],
    ["outbound tcp 25", origin(1, 9, 'SMTP_BLOCK = "1"', "SMTP_BLOCK")],
    ["outbound tcp 465", origin(1, 9, 'SMTP_BLOCK = "1"', "SMTP_BLOCK")],
    ["outbound tcp 587", origin(0, 4, "tcp|out|d=587|u=0", "csf.allow")],
  ]);
  expect(undetermined.map(({ reasons }) => reasons)).toContainEqual([
    'line 4: whether the rule matches depends on "tcp|out|d=587|u=0"',
  ]);
});

test("names the csf.deny line that may block outbound connections", () => {
  const { undetermined } = parseCsf([`${conf}LF_BLOCKINONLY = "1"\n`, lists[1] as string]);
  expect(undetermined.filter(({ protocol }) => protocol === "udp").at(-1)).toMatchObject({
    direction: "outbound",
    decidedBy: origin(0, 13, 'LF_BLOCKINONLY = "1"', "LF_BLOCKINONLY"),
  });
});
