import { probedPorts } from "./expected.ts";
import type { Firewall, FirewallKind } from "./firewalls.ts";
import { Network } from "./network.ts";

/** Creates a server behind a firewall, with listeners on the probed ports, and removes it after use. */
export async function withServer<T>(
  kind: FirewallKind,
  use: (network: Network, firewall: Firewall) => Promise<T>,
): Promise<T> {
  const network = new Network();
  try {
    await network.open(probedPorts);
    const firewall = await kind.start(network);
    try {
      return await use(network, {
        ...firewall,
        load: async (render) => {
          await firewall.load(render);
          // Connections accepted by earlier rules would be existing connections to the current rules.
          await network.onServer("conntrack", ["--flush"]);
        },
      });
    } finally {
      await firewall.stop();
    }
  } finally {
    await network.close();
  }
}
