import { parseNetwork } from "../net/network.ts";
import { isNetworkList } from "../net/network-list.ts";
import { isPort } from "../util/is-port.ts";
import type { Parts, Shape } from "./shape.ts";

/** Checks ports and their allowed sources. */
export function checkAccess(
  { direction, protocol, ports, sources, except }: Parts,
  { expectThat, partsOf, listOf }: Shape,
): void {
  const checkNetworks = (list: readonly unknown[]) => {
    if (isNetworkList(list)) {
      return;
    }
    for (const source of list) {
      const network = parseNetwork(source);
      // Tools can interpret a non-canonical notation differently.
      expectThat("source", source, typeof network !== "string" && network.text === source);
    }
  };
  expectThat("direction", direction, direction === "inbound" || direction === "outbound");
  expectThat("protocol", protocol, protocol === "tcp" || protocol === "udp");
  const { from, through } = partsOf("ports", ports);
  expectThat("ports", ports, isPort(from) && isPort(through) && from <= through);
  if (sources !== "any") {
    const list = listOf("sources", sources);
    expectThat("sources", list, list.length > 0);
    checkNetworks(list);
  }
  checkNetworks(listOf("except", except));
}
