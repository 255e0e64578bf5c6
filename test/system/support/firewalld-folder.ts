import type { Firewall } from "./firewalls.ts";

/** Returns the directory of a firewalld's permanent configuration. */
export async function firewalldFolder(firewall: Firewall): Promise<string> {
  const path = (await firewall.run("firewall-cmd --permanent --path-zone=public")).trim();
  return path.slice(0, path.indexOf("/zones/"));
}
