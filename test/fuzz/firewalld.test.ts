import { parseFirewalld } from "../../src/parse/index.ts";
import { fuzz } from "./fuzz.ts";

fuzz(
  parseFirewalld,
  [
    `<?xml version="1.0"?>
<zone target="DROP">
  <service name="ssh"/>
  <port port="80-90" protocol="tcp"/>
  <rule family="ipv4" priority="-1"><source address="192.0.2.0/24" invert="yes"/><service name="dns"/><drop/></rule>
</zone>
`,
    '<policy target="CONTINUE" priority="1"><ingress-zone name="ANY"/><egress-zone name="HOST"/><port port="22" protocol="tcp"/></policy>',
    '<service><port port="2083" protocol="tcp"/><include service="https"/><destination ipv4="192.0.2.1"/></service>',
    `public (active)
  target: default
  interfaces: eth0
  sources: 198.51.100.0/24
  services: ssh
  ports: 53/udp
  forward-ports:
	port=80:proto=tcp:toport=8080:toaddr=
  rich rules:
	rule family="ipv6" source NOT address="2001:db8::/32" port port="22" protocol="tcp" log prefix="a" limit value="1/m" accept
mine
  ports: 9000/tcp
  includes: http
`,
  ],
  [
    ...'< > / </zone> <rule> <accept/> <drop/> port= address=" " & &amp; <!DOCTYPE <!-- --> ]]>'.split(
      " ",
    ),
    ..."  target:  ports: public rule accept drop NOT service 22/tcp ANY HOST (active) (default)".split(
      " ",
    ),
  ],
);
