import type { ServiceTable } from "./read-services.ts";

/** Prints the module with the services by port. Services of both protocols are listed once, to keep it small. */
export function printServices({ tcp, udp }: ServiceTable): string {
  const linesOf = (services: readonly (readonly [name: string, port: number])[]) => {
    const names = new Map<number, readonly string[]>();
    for (const [name, port] of services) {
      names.set(port, [...(names.get(port) ?? []), name]);
    }
    return [...names]
      .sort(([a], [b]) => a - b)
      .map(([port, all]) => `${port} ${all.join(" ")}`)
      .join("\n");
  };
  return `// Written by scripts/net-services. Do not edit.

/**
 * The services with TCP and UDP ports in Debian 12's /etc/services (netbase 6.4), including aliases: one
 * port and its names per line.
 */
export const services: Readonly<Record<"tcp" | "both" | "udp", string>> = {
  tcp: \`${linesOf([...tcp].filter(([name]) => !udp.has(name)))}\`,
  both: \`${linesOf([...tcp].filter(([name]) => udp.has(name)))}\`,
  udp: \`${linesOf([...udp].filter(([name]) => !tcp.has(name)))}\`,
};
`;
}
