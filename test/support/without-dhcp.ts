import type { Exposure } from "../../src/index.ts";

/** The DHCP ports and their allowed sources in ufw's built-in rules. */
const opened: readonly (readonly [port: number, sources: readonly string[]])[] = [
  [68, ["any", "0.0.0.0/0"]],
  [546, ["fe80::/10"]],
];

/** Returns an exposure without the DHCP ports that ufw always opens. */
export function withoutDhcp(exposure: Exposure): Exposure {
  return {
    ...exposure,
    rules: exposure.rules.filter(
      ({ direction, protocol, ports: { from, through }, sources }) =>
        direction !== "inbound" ||
        protocol !== "udp" ||
        from !== through ||
        !opened.some(([port, who]) => port === from && who.includes(`${sources}`)),
    ),
  };
}
