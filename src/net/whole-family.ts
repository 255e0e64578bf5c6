import type { Family } from "./types.ts";

/** The network of all addresses of each family. */
export const wholeFamily: Readonly<Record<Family, string>> = { ipv4: "0.0.0.0/0", ipv6: "::/0" };
