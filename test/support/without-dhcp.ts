import type { Exposure } from "../../src/index.ts";

/** The ports of DHCP and who reaches them, as ufw's own rules open them. */
const opened: readonly (readonly [port: number, sources: readonly string[]])[] = [
  [68, ["any", "0.0.0.0/0"]],
  [546, ["fe80::/10"]],
];

/** An exposure without the rules for the ports of DHCP that ufw opens by itself. */
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
