import * as z from "zod/v4";
import { list, object, someOf } from "./build.ts";

/** A TCP or UDP port number, 1 to 65535. */
export const portNumber = z.int().min(1).max(65535);

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** A SHA-256 digest, 64 lower-case hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A label on one line, without surrounding white space. */
export const label = z.string().regex(/^\S(?:.*\S)?$/);

/** The URL of a page or a feed. */
export const httpsUrl = z.url({ protocol: /^https$/ }).regex(/^https:\/\//);

/** An IP address. */
export const ipAddress = z.ipv4().or(z.ipv6());

/** A firewall that a page recommends. */
export const firewall = z.enum(["nftables", "iptables", "firewalld"]);

/** Versions of an operating system: `any`, one (`7`), or a version and later ones (`8+`). */
export const versions = z.string().regex(/^(?:any|\d+\+?)$/);

/** A row of a page's port table, cell for cell, with a digest in place of the note. */
const pageRow = object({
  /** The number of the port. */
  port: portNumber,
  /** The text of the Service column. */
  service: label,
  /** Whether TCP is ticked. */
  tcp: z.boolean(),
  /** Whether UDP is ticked. */
  udp: z.boolean(),
  /** Whether Inbound is ticked. */
  inbound: z.boolean(),
  /** Whether Outbound is ticked. */
  outbound: z.boolean(),
  /** Whether Localhost is ticked. */
  localhost: z.boolean(),
  /** The digest of the text of the Notes column; `null` if it is empty. */
  noteSha256: sha256.nullable(),
});

/** A row of a page's table of license-callback ports. */
const pageLicenseCallbackRow = object({
  /** The number of the port. */
  port: portNumber,
  /** The text of the Service column. */
  service: label,
  /** Whether Inbound is ticked. */
  inbound: z.boolean(),
  /** Whether Outbound is ticked. */
  outbound: z.boolean(),
});

/** A feature whose scanners connect to the server, with the addresses and feeds that the page names. */
const pageFeature = object({
  /** The name of the feature. */
  name: label,
  /** The addresses that the page lists. */
  addresses: list(ipAddress),
  /** The URLs that provide addresses, according to the page. */
  feeds: list(httpsUrl),
});

/** The firewall that a page recommends for some operating systems. */
const pageRecommendation = object({
  /** The recommended firewall. */
  firewall,
  /** The operating systems, as the page names them. */
  systems: someOf(
    object({
      /** The name of the operating system. */
      name: label,
      /** The versions: `any`, one (`7`), or a version and later ones (`8+`). */
      versions,
    }),
  ),
});

/** The facts of one documentation page: the shape of `data/pages/<page>.json`. */
export const page = object({
  /** The first release for which it is valid, which is also the name of the page. */
  page: z.int().min(102),
  /** The URL of the page. */
  url: httpsUrl,
  /** The first release for which it is valid. */
  validFrom: z.int().min(102),
  /** The last release for which it is valid, or `latest`. */
  validThrough: z.int().min(102).or(z.literal("latest")),
  /** The "last modified" day of the page, `YYYY-MM-DD`. */
  lastModified: day,
  /** The SHA-256 digest of the snapshot. */
  sha256,
  /** The port table, row by row. */
  ports: someOf(pageRow),
  /** The table of license-callback ports. */
  licenseCallback: someOf(pageLicenseCallbackRow),
  /** The features whose scanners connect to the server. */
  featureSources: object({
    /** The inbound ports that the features need. */
    ports: someOf(portNumber),
    /** The features. */
    features: someOf(pageFeature),
  }).or(z.literal("undocumented")),
  /** The recommended firewalls. */
  recommendedFirewalls: someOf(pageRecommendation),
});

/** The facts of one documentation page. */
export type Page = z.infer<typeof page>;
