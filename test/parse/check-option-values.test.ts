import { expect, test } from "vitest";
import { InvalidOptionError } from "../../src/index.ts";
import {
  parseApf,
  parseCsf,
  parseFirewalld,
  parseIptables,
  parseNftables,
  parseSshd,
  parseUfw,
} from "../../src/parse/index.ts";

/** A parser with an input that it accepts. */
type Parse = (options: never) => unknown;

const parsers: Readonly<Record<string, Parse>> = {
  apf: (options) => parseApf('IG_TCP_CPORTS="22"\n', options),
  csf: (options) => parseCsf('TCP_IN = "22"\n', options),
  firewalld: (options) => parseFirewalld('<zone><port port="22" protocol="tcp"/></zone>', options),
  iptables: (options) => parseIptables("*filter\n:INPUT DROP [0:0]\nCOMMIT\n", options),
  nftables: (options) => parseNftables("table inet t {\n}\n", options),
  sshd: (options) => parseSshd("Port 22\n", options),
  ufw: (options) => parseUfw("Status: inactive\n", options),
};

test.for<readonly [string, string, unknown, string]>([
  ["apf", "addresses", 5, "an address, or an array of addresses"],
  ["apf", "addresses", [5], "an address, or an array of addresses"],
  ["apf", "lists", 5, 'an object such as { 1: "deny" }'],
  ["csf", "lists", "deny", 'an object such as { 1: "deny" }'],
  ["firewalld", "services", null, "an object with the XML of services by name"],
  ["firewalld", "services", { mine: 5 }, "an object with the XML of services by name"],
  ["firewalld", "names", "public", "an object with the names of inputs by index"],
  ["iptables", "family", "ipv5", "one of ipv4, ipv6"],
  ["iptables", "family", null, "one of ipv4, ipv6"],
  ["iptables", "families", "ipv6", 'an object such as { 0: "ipv4", 1: "ipv6" }'],
  ["iptables", "families", { 0: "six" }, 'an object such as { 0: "ipv4", 1: "ipv6" }'],
  ["nftables", "interface", 5, "the name of an interface, such as eth0"],
  ["sshd", "names", [5], "an object with the names of inputs by index"],
  ["ufw", "interface", null, "the name of an interface, such as eth0"],
])("the parser of %s rejects %s: %j", ([format, field, input, expected]) => {
  const parse = parsers[format] as Parse;
  let error: unknown;
  try {
    parse({ [field]: input } as never);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(InvalidOptionError);
  expect(error).toMatchObject({ field, input, expected });
});

test.for<readonly [string, object]>([
  ["apf", { addresses: "192.0.2.1", lists: undefined }],
  ["apf", { addresses: ["192.0.2.1"] }],
  ["csf", { lists: {} }],
  ["firewalld", { services: {}, names: ["public"], interface: "eth0" }],
  ["iptables", { families: ["ipv6"] }],
  ["iptables", { families: { 0: undefined }, family: "ipv4" }],
  ["sshd", { names: { 0: "sshd_config" } }],
])("the parser of %s accepts %j", ([format, options]) => {
  expect(() => (parsers[format] as Parse)(options as never)).not.toThrow();
});
