import * as z from "zod/v4";
import { list, object, someOf } from "./build.ts";

/** A TCP or UDP port number, 1 to 65535. */
export const portNumber = z.int().min(1).max(65535);

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** A SHA-256 digest, 64 lower-case hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A plain label of a page: one line, no white space around it. */
export const label = z.string().regex(/^\S(?:.*\S)?$/);

/** An address of a page or a feed. */
export const httpsUrl = z.url({ protocol: /^https$/ }).regex(/^https:\/\//);

/** An IP address. */
export const ipAddress = z.ipv4().or(z.ipv6());

/** A firewall that a page recommends. */
export const firewall = z.enum(["nftables", "iptables", "firewalld"]);

/** Versions of an operating system: `any`, one (`7`), or that and later ones (`8+`). */
export const versions = z.string().regex(/^(?:any|\d+\+?)$/);

/** One row of a page's port table, cell for cell; of the notes cell only the digest of its text. */
const pageRow = object({
  port: portNumber,
  service: label,
  tcp: z.boolean(),
  udp: z.boolean(),
  inbound: z.boolean(),
  outbound: z.boolean(),
  localhost: z.boolean(),
  noteSha256: sha256.nullable(),
});

/** One row of a page's table of license-callback ports. */
const pageLicenseCallbackRow = object({
  port: portNumber,
  service: label,
  inbound: z.boolean(),
  outbound: z.boolean(),
});

/** One feature whose scanners need to reach the server, with the addresses or feeds the page names. */
const pageFeature = object({
  name: label,
  addresses: list(ipAddress),
  feeds: list(httpsUrl),
});

/** The firewall that a page recommends for some operating systems, as it names them. */
const pageRecommendation = object({
  firewall,
  systems: someOf(object({ name: label, versions })),
});

/** What one documentation page states: the shape of `data/pages/<page>.json`. */
export const page = object({
  page: z.int().min(102),
  url: httpsUrl,
  validFrom: z.int().min(102),
  validThrough: z.int().min(102).or(z.literal("latest")),
  lastModified: day,
  sha256,
  ports: someOf(pageRow),
  licenseCallback: someOf(pageLicenseCallbackRow),
  featureSources: object({ ports: someOf(portNumber), features: someOf(pageFeature) }).or(
    z.literal("undocumented"),
  ),
  recommendedFirewalls: someOf(pageRecommendation),
});

/** What one documentation page states. */
export type Page = z.infer<typeof page>;
