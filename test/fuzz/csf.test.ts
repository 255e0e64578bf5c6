import { parseCsf } from "../../src/parse/index.ts";
import { fuzz } from "./fuzz.ts";

const conf = 'TCP_IN = "22,80:90"\nTCP_OUT = "1:65535"\nUDP_IN = "53"\nUDP_OUT = ""\nIPV6 = "0"\n';

fuzz(
  parseCsf,
  [
    conf,
    `${conf}TCP6_IN = "22"\nCC_DENY = "XX"\nPORTFLOOD = "22;tcp;5;300,80;tcp;20;5"\nDNS_STRICT = "0"\n`,
    `${conf}---\n# The following IP addresses will be allowed through iptables.\n192.0.2.1 # x\ntcp|in|d=22,80_90|s=198.51.100.0/24\nudp:out:d=53:d=192.0.2.3\n`,
    `${conf}---\n# The following IP addresses will be blocked in iptables\n192.0.2.1\n2001:db8::/32\n`,
  ],
  [
    ...'TCP_IN = " "" , : 22 80:90 IPV6 TESTING LF_SPI CC_ALLOW PORTKNOCKING # | tcp udp in out'.split(
      " ",
    ),
    ..."d= s= u=0 192.0.2.1 2001:db8::1 Include ---".split(" "),
  ],
  (text) => text.split("---\n"),
);
