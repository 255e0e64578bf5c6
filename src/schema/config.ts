import * as z from "zod/v4";
import { findingRuleId } from "./audit.ts";
import { object, oneOrMany } from "./build.ts";
import { either } from "./either.ts";
import { direction, family, protocol } from "./net.ts";
import { day, label, portNumber } from "./page.ts";
import { ports } from "./policy.ts";

const word = z.string().min(1);

const addition = object({
  ports: either(portNumber, ports),
  protocol,
  direction: direction.optional(),
  label,
  service: word.optional(),
});

export const acceptance = object({
  rule: findingRuleId,
  ports: oneOrMany(
    z.string().regex(/^\d+(?:-\d+)?\/(?:tcp|udp)(?:\/(?:inbound|outbound))?$/),
  ).optional(),
  reason: z.string().min(1).max(200),
  until: day.optional(),
});

export const configFileShape = object({
  $schema: word.optional(),
  services: oneOrMany(either(word, portNumber)).optional(),
  omit: oneOrMany(either(word, portNumber)).optional(),
  replace: z.record(z.string(), oneOrMany(portNumber)).optional(),
  add: oneOrMany(either(z.literal("ftp-passive"), addition)).optional(),
  preferTls: z.boolean().optional(),
  outbound: z.enum(["any", "needed"]).optional(),
  os: word.optional(),
  conditions: either(z.literal("all"), z.record(z.string(), z.boolean())).optional(),
  allowFrom: z.record(z.string(), oneOrMany(word)).optional(),
  families: oneOrMany(family).optional(),
  directions: oneOrMany(direction).optional(),
  protocols: oneOrMany(protocol).optional(),
  accept: oneOrMany(acceptance).optional(),
  interface: word.optional(),
});
