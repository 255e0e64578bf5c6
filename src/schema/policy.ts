import * as z from "zod/v4";
import { list, object, someOf } from "./build.ts";
import { network, releaseNumber } from "./curated.ts";
import { condition, coverage, release, serverNeedId, serviceId } from "./dataset.ts";
import { direction, family, protocol } from "./net.ts";
import { day, httpsUrl, ipAddress, label, portNumber } from "./page.ts";

const defaultAction = z.enum(["accept", "drop"]);
export const ports = object({ from: portNumber, through: portNumber });
export const remoteAddress = ipAddress.or(network);
const sources = someOf(remoteAddress).or(z.literal("any"));
const except = list(remoteAddress);
export const line = z.string().regex(/^\P{Cc}+$/u);

export const who = object({ sources, except });

const access = { direction, protocol, ports, sources, except };

export const defaults = object({ inbound: defaultAction, outbound: defaultAction });

const permitted = { title: label, families: someOf(family), defaults };

export const policyRule = object({
  ...access,
  label: line,
  services: list(serviceId),
  conditions: list(condition),
  need: serverNeedId.nullable(),
});

export const policyWarning = object({
  code: z.enum([
    "database-open",
    "feed-left-out",
    "ftp-without-passive-range",
    "internal-port-open",
    "lockout",
    "no-dhcp",
    "no-dns",
    "no-license-callback",
    "no-license-server",
    "no-time",
    "no-updates",
    "plain-text",
    "shared-port",
    "unused-service",
  ]),
  ports: list(portNumber),
  text: line,
});

export const policyShape = object({
  ...permitted,
  release: release.nullable(),
  requested: releaseNumber.nullable(),
  coverage: coverage.nullable(),
  source: object({ url: httpsUrl, lastModified: day }).nullable(),
  rules: list(policyRule),
  conditional: list(policyRule),
  loopback: list(
    object({ port: portNumber, protocols: list(protocol), label, services: list(serviceId) }),
  ),
  warnings: list(policyWarning),
});

const count = z.int().nonnegative();

export const origin = object({
  input: count,
  line: count.positive().nullable(),
  text: z.string(),
  table: z.string().nullable(),
  chain: z.string().nullable(),
});

export const note = object({
  kind: z.enum(["assumed", "ignored", "unknown", "warning"]),
  code: z.enum([
    "action",
    "built-in",
    "command",
    "default",
    "dormant",
    "elsewhere",
    "entry",
    "family",
    "incomplete",
    "interface",
    "kind",
    "later-packets",
    "match",
    "more",
    "neighbor-discovery",
    "no-effect",
    "not-declared",
    "not-examined",
    "order",
    "outbound",
    "port-state",
    "reply-packets",
    "scope",
    "setting",
    "shadowed",
    "temporary",
    "testing",
    "translation",
    "unreached",
    "unused",
  ]),
  input: count,
  line: count.positive().nullable(),
  text: z.string(),
  decidedBy: list(origin).optional(),
});

const exposureRule = { ...access, decidedBy: origin.nullable() };

export const undeterminedPorts = object({ ...exposureRule, reasons: someOf(z.string()) });

export const qualifiedPorts = object({
  ...exposureRule,
  qualification: z.enum([
    "limited",
    "may-be-closed-to-some",
    "may-be-open-to-some",
    "open-from-source-ports",
  ]),
  reasons: someOf(z.string()),
  alsoDecidedBy: someOf(origin).optional(),
});

export const rulePlace = object({
  table: z.string(),
  chain: z.string(),
  position: count,
  rule: origin.nullable(),
  text: z.string().nullable(),
  isShared: z.boolean(),
});

export const closedPorts = object({
  direction,
  protocol,
  family,
  ports,
  decidedBy: origin,
  opening: object({ places: list(rulePlace), obstacle: z.string().nullable() }).optional(),
});

export const closingPlace = object({
  direction,
  protocol,
  family,
  ports,
  place: rulePlace.nullable(),
  obstacle: z.string().nullable(),
});

const exposure = {
  ...permitted,
  undetermined: list(undeterminedPorts),
  qualified: list(qualifiedPorts),
  closed: list(closedPorts),
  openedBy: object({ inbound: origin.nullable(), outbound: origin.nullable() }),
  closingPlaces: list(closingPlace).optional(),
  notes: list(note),
};

export const exposureShape = object({ ...exposure, rules: list(object(exposureRule)) });

const processes = list(z.string());

export const listenerExposureShape = object({
  ...exposure,
  rules: list(object({ ...exposureRule, processes })),
  loopback: list(object({ port: portNumber, protocols: list(protocol), processes })),
});
