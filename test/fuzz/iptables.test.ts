import { createPolicy } from "../../src/index.ts";
import { parseIptables } from "../../src/parse/index.ts";
import { renderIp6tables, renderIptables } from "../../src/render/index.ts";
import { fuzz } from "./fuzz.ts";

const policy = createPolicy(126, {
  services: ["ssh", "whm", "dns"],
  allowFrom: { ssh: ["192.0.2.1", "2001:db8::/32"] },
});
const withoutComments = (text: string) => text.replace(/^# .*\n/gm, "");

fuzz(
  parseIptables,
  [
    withoutComments(renderIptables(policy)),
    withoutComments(renderIp6tables(policy)),
    `*nat
:PREROUTING ACCEPT [0:0]
-A PREROUTING -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 8080
COMMIT
*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
:web - [0:0]
[1:2] -A INPUT ! -i lo -p tcp -m multiport ! --dports 20:22,80 -m comment --comment "a \\" b" -j web
-A INPUT -m conntrack --ctstate NEW -m limit --limit 1/sec -g web
-A web -s 198.51.100.0/24 -p tcp --tcp-flags FIN,SYN SYN -j RETURN
-A web -m iprange --src-range 192.0.2.1-192.0.2.9 -j REJECT
COMMIT
`,
    "*filter\n:INPUT DROP [0:0]\n-A INPUT -s 192.0.2.0/24 -p tcp --dport 22 -j ACCEPT\nCOMMIT\n",
    "-P INPUT DROP\n-P OUTPUT ACCEPT\n-N a\n-A INPUT -p udp --dport 53 -j a\n-A a -j ACCEPT\n",
  ],
  [
    ..."-A -I -P -N -s -d -p -m -j -g -i -o ! tcp udp all ACCEPT DROP RETURN INPUT OUTPUT web lo".split(
      " ",
    ),
    ..."--dport --dports --sport --ctstate NEW 22 80:90 0.0.0.0/0 ::/0 *filter COMMIT :x #".split(
      " ",
    ),
    '"',
  ],
);
