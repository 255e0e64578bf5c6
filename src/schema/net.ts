import * as z from "zod/v4";

/** Which way connections are opened. */
export const direction = z.enum(["inbound", "outbound"]);

/** A transport protocol. */
export const protocol = z.enum(["tcp", "udp"]);

/** A version of the internet protocol. */
export const family = z.enum(["ipv4", "ipv6"]);
