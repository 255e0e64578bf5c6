import type { Family } from "./types.ts";

/** The families as sentences name them. */
export const familyNames: Readonly<Record<Family, string>> = { ipv4: "IPv4", ipv6: "IPv6" };
