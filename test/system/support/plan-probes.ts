import { type PlanChange, serverNeeds } from "../../../src/index.ts";
import { portsFromAnywhere } from "./expected.ts";
import { addresses } from "./network.ts";
import type { Probe } from "./probe.ts";

const families = ["ipv4", "ipv6"] as const;

/** Inbound connections of all machines to some ports, each with the expected result. */
export function probesTo(
  ports: readonly number[],
  isOpen: (probe: Omit<Probe, "open">) => boolean,
): readonly Probe[] {
  return ports.flatMap((port) =>
    (["tcp", "udp"] as const).flatMap((protocol) =>
      families.flatMap((family) =>
        (["office", "stranger"] as const).map((machine) => {
          const probe = {
            protocol,
            from: addresses[machine][family],
            to: addresses.server[family],
            port,
          };
          return { ...probe, open: isOpen(probe) };
        }),
      ),
    ),
  );
}

/** Connections of the server to the outside that every server needs. */
export const neededProbes: readonly Probe[] = serverNeeds
  .flatMap(({ traffic }) => traffic.filter((each) => "port" in each))
  .filter(({ direction, port }) => direction === "outbound" && portsFromAnywhere.includes(port))
  .flatMap(({ protocol, port }) =>
    families.map((family) => ({
      protocol,
      from: addresses.server[family],
      to: addresses.stranger[family],
      port,
      open: true,
    })),
  );

/** Returns whether a change of a plan affects the port of an inbound connection. */
export function isAbout(
  { direction, protocol, ports }: PlanChange,
  probe: Pick<Probe, "port" | "protocol">,
): boolean {
  return (
    direction === "inbound" &&
    protocol === probe.protocol &&
    ports.from <= probe.port &&
    probe.port <= ports.through
  );
}
