import * as z from "zod/v4";

/** The direction in which connections are opened. */
export const direction = z.enum(["inbound", "outbound"]);

/** A transport protocol. */
export const protocol = z.enum(["tcp", "udp"]);

/** An address family. */
export const family = z.enum(["ipv4", "ipv6"]);
