import type { Family } from "./types.ts";

/** The names of the families in sentences. */
export const familyNames: Readonly<Record<Family, string>> = { ipv4: "IPv4", ipv6: "IPv6" };
