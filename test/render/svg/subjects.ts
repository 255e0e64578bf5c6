import { createPolicy } from "../../../src/index.ts";
import { parseIptables } from "../../../src/parse/index.ts";

/** A policy with three services, two of them limited to some addresses. */
export const threeServices = createPolicy(126, {
  services: ["ssh", "whm", "httpd"],
  allowFrom: { ssh: "2001:db8::/32", whm: ["198.51.100.0/24", "license-callback"] },
  outbound: "needed",
});

/** A server without a filter. */
export const unfiltered = parseIptables(
  "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
);

const numbers = (length: number) => Array.from({ length }, (_, index) => index);

/** A firewall with many allowed sources and many ports in doubt. */
export const doubtful = parseIptables(
  [
    "*filter",
    ":INPUT DROP [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    "-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
    "-A INPUT -p tcp -m multiport --dports 22,80 -m set --match-set bans src -j DROP",
    "-A INPUT -p tcp --dport 22 -j ACCEPT",
    "-A INPUT -p tcp --dport 80 -m limit --limit 5/min -j ACCEPT",
    "-A INPUT -p tcp --dport 3306 -m set --match-set office src -j ACCEPT",
    ...numbers(200).map(
      (n) => `-A INPUT -s 203.0.113.${n}/32 -p tcp --dport ${8000 + n} -j ACCEPT`,
    ),
    ...numbers(40).map((n) => `-A INPUT -s 198.51.100.${n * 2}/32 -p tcp --dport 8443 -j ACCEPT`),
    ...numbers(100).map(
      (n) => `-A INPUT -p tcp --dport ${20000 + n * 3} -m string --string x --algo bm -j ACCEPT`,
    ),
    "COMMIT",
    "",
  ].join("\n"),
);
