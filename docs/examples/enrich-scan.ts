// Annotates scanner output on standard input ("2087/tcp open  eli") with what cPanel uses each port for:
//   nmap server.example.com | enrich-scan "$(cat /usr/local/cpanel/version)"
import { createInterface } from "node:readline";
import { getPort, type PortEntry, resolveVersion } from "cpanel-ports";

const version = resolveVersion(process.argv[2] ?? "latest");

function remark(entry: PortEntry | undefined, protocol: string): string {
  if (entry === undefined) {
    return "not documented by cPanel";
  }
  const { documented, protection, scope } = entry;
  const isTicked = protocol === "tcp" ? documented.tcp : documented.udp;
  if (scope === "loopback") {
    return `${documented.service}: only for the server itself; should not be reachable`;
  }
  if (!isTicked || !documented.inbound) {
    return `${documented.service}: documented, but not as inbound ${protocol}`;
  }
  return `${documented.service}${protection === "none" ? ", in plain text" : ""}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [, port, protocol] = /^(\d{1,5})\/(tcp|udp)\s+open\b/.exec(line) ?? [];
  if (port === undefined || protocol === undefined) {
    console.log(line);
  } else {
    console.log(`${line}  # ${remark(getPort(version, Number(port)), protocol)}`);
  }
}
