import * as z from "zod";

/** A TCP or UDP port number, 1 to 65535. */
export const portNumber = z.int().min(1).max(65535);

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** A SHA-256 digest, 64 lower-case hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A plain label of a page: one line, no white space around it. */
export const label = z.string().regex(/^\S(?:.*\S)?$/);

/** One row of a page's port table, cell for cell; of the notes cell only the digest of its text. */
export const pageRow = z.strictObject({
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
export const pageLicenseCallbackRow = z.strictObject({
  port: portNumber,
  service: label,
  inbound: z.boolean(),
  outbound: z.boolean(),
});

/** One feature whose scanners need to reach the server, with the addresses or feeds the page names. */
export const pageFeature = z.strictObject({
  name: label,
  addresses: z.array(z.ipv4().or(z.ipv6())),
  feeds: z.array(z.url({ protocol: /^https$/ })),
});

/** The firewall that a page recommends for some operating systems, as it names them. */
export const pageRecommendation = z.strictObject({
  firewall: z.enum(["nftables", "iptables", "firewalld"]),
  systems: z
    .array(z.strictObject({ name: label, versions: z.string().regex(/^(?:any|\d+\+?)$/) }))
    .min(1),
});

/** What one documentation page states: the shape of `data/pages/<page>.json`. */
export const page = z.strictObject({
  page: z.int().min(102),
  url: z.url({ protocol: /^https$/ }),
  validFrom: z.int().min(102),
  validThrough: z.int().min(102).or(z.literal("latest")),
  lastModified: day,
  sha256,
  ports: z.array(pageRow).min(1),
  licenseCallback: z.array(pageLicenseCallbackRow).min(1),
  featureSources: z
    .strictObject({ ports: z.array(portNumber).min(1), features: z.array(pageFeature).min(1) })
    .or(z.literal("undocumented")),
  recommendedFirewalls: z.array(pageRecommendation).min(1),
});

/** What one documentation page states. */
export type Page = z.infer<typeof page>;
