import { spawnSync } from "node:child_process";

/** Whether a test fails instead of being skipped if a tool is missing. */
export const isRequired = process.env.REQUIRE_SYSTEM_TESTS === "1";

/** The tools that the tests need. */
export const systemTools: readonly string[] = [
  ...["ip", "conntrack", "ipset", "nft", "iptables", "ip6tables"],
  ...["iptables-restore", "iptables-save", "ip6tables-restore", "ip6tables-save"],
  ...["iptables-legacy-restore", "iptables-legacy-save"],
  ...["ip6tables-legacy-restore", "ip6tables-legacy-save"],
  ...["firewalld", "firewall-offline-cmd", "dbus-daemon", "ufw", "apf", "route"],
  ...["fail2ban-server", "fail2ban-client"],
  ...["ss", "netstat", "lsof", "nmap", "sshd", "ssh-keygen", "unshare", "python3", "bash", "sed"],
  ...["dash", "perl", "setsid", "tar", "flock"],
];

/** Returns which of some tools are missing, and `root` if this is not root. */
export function missingOf(tools: readonly string[]): readonly string[] {
  return [
    ...(process.getuid?.() === 0 ? [] : ["root"]),
    ...tools.filter((tool) => spawnSync("which", [tool]).status !== 0),
  ];
}
