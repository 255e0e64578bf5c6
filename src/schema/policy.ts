import * as z from "zod";
import { list, object, someOf } from "./build.ts";
import { network } from "./curated.ts";
import { condition, release, serviceId } from "./dataset.ts";
import { day, httpsUrl, ipAddress, label, portNumber } from "./page.ts";

const direction = z.enum(["inbound", "outbound"]);
const protocol = z.enum(["tcp", "udp"]);
const policyDefault = z.enum(["accept", "drop"]);
const ports = object({ from: portNumber, through: portNumber });
const sources = someOf(ipAddress.or(network)).or(z.literal("any"));
const except = list(ipAddress.or(network));
const line = z.string().regex(/^\P{Cc}+$/u);

export const policyShape = object({
  title: label,
  release: release.nullable(),
  source: object({ url: httpsUrl, lastModified: day }).nullable(),
  families: someOf(z.enum(["ipv4", "ipv6"])),
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
