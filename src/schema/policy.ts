import * as z from "zod";
import { list, object, someOf } from "./build.ts";
import { network } from "./curated.ts";
import { condition, release, serviceId } from "./dataset.ts";
import { day, httpsUrl, ipAddress, label, portNumber } from "./page.ts";

export const direction = z.enum(["inbound", "outbound"]);
export const protocol = z.enum(["tcp", "udp"]);
const policyDefault = z.enum(["accept", "drop"]);
export const ports = object({ from: portNumber, through: portNumber });
export const family = z.enum(["ipv4", "ipv6"]);
const sources = someOf(ipAddress.or(network)).or(z.literal("any"));
const except = list(ipAddress.or(network));
export const line = z.string().regex(/^\P{Cc}+$/u);

export const who = object({ sources, except });

export const policyShape = object({
  title: label,
  release: release.nullable(),
  source: object({ url: httpsUrl, lastModified: day }).nullable(),
  families: someOf(family),
  defaults: object({ inbound: policyDefault, outbound: policyDefault }),
  rules: list(
    object({
      direction,
      protocol,
      ports,
      sources,
      except,
      label: line,
      services: list(serviceId),
      conditions: list(condition),
    }),
  ),
  unknown: list(object({ direction, protocol, ports, sources, except, because: someOf(line) })),
  loopback: list(
    object({ port: portNumber, protocols: list(protocol), label, services: list(serviceId) }),
  ),
  warnings: list(
    object({
      code: z.enum([
        "conditional",
        "feed-left-out",
        "ftp-without-passive-range",
        "lockout",
        "no-dns",
        "no-license-callback",
        "no-license-server",
        "no-updates",
        "plain-text",
        "shared-port",
        "unused-service",
      ]),
      ports: list(portNumber),
      text: line,
    }),
  ),
});
