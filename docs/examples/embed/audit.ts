import { auditFirewall } from "cpanel-ports";
import { parseIptables } from "cpanel-ports/parse";

const rules = `*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A INPUT -p tcp -m multiport --dports 22,80,443,3306 -j ACCEPT
COMMIT`;

export function show(place: Element): void {
  const exposure = parseIptables(rules);
  const { findings } = auditFirewall(126, exposure, {
    services: ["ssh", "httpd", "mysql", "whm"],
    preferTls: true,
  });
  place.textContent = findings
    .map(({ severity, message, rule }) => `${severity}: ${message} (${rule})`)
    .join("\n");
}
