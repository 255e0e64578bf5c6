import * as z from "zod/v4";
import { type FindingRuleId, findingRules } from "../audit/finding-rules.ts";
import { list, object } from "./build.ts";
import { releaseNumber } from "./curated.ts";
import {
  condition,
  coverage,
  elsewhereListShape,
  portEntryShape,
  release,
  serviceId,
} from "./dataset.ts";
import { direction, family, protocol } from "./net.ts";
import { day, label, portNumber } from "./page.ts";
import {
  exposureShape,
  line,
  listenerExposureShape,
  origin,
  policyShape,
  ports,
  who,
} from "./policy.ts";

export const findingRuleId = z.enum(
  findingRules.map(({ id }) => id) as [FindingRuleId, ...FindingRuleId[]],
);

const findingPorts = object({
  protocol,
  ports,
  label: line.nullable(),
  services: list(serviceId),
  conditions: list(condition),
  since: release.nullable(),
  who: who.nullable(),
  decidedBy: origin.nullable(),
});

export const finding = object({
  rule: findingRuleId,
  severity: z.enum(["error", "info", "warning"]),
  direction: direction.nullable(),
  families: list(family),
  ports: list(findingPorts),
  who: who.nullable(),
  reasons: list(z.string()),
  decidedBy: list(origin),
  message: z.string(),
  advice: z.string(),
  acceptance: object({ reason: z.string(), until: day.nullable() }).nullable(),
});

const actual = policyShape.or(listenerExposureShape).or(exposureShape);

export const firewallAuditShape = object({
  release,
  requested: releaseNumber,
  coverage,
  verdict: z.enum(["differs", "fits", "unknown"]),
  scope: object({
    families: list(family),
    directions: list(direction),
    protocols: list(protocol),
  }),
  gaps: list(
    object({
      text: z.string(),
      input: z.int().nonnegative().nullable(),
      line: z.int().positive().nullable(),
    }),
  ),
  findings: list(finding),
  accepted: list(finding),
  unusedAcceptances: list(
    object({
      rule: findingRuleId,
      ports: list(z.string()).nullable(),
      reason: z.string(),
      until: day.nullable(),
    }),
  ),
  inputs: list(z.string()),
  sshPorts: list(portNumber),
  sshMayBeElsewhere: z.boolean(),
  limitsOutbound: z.boolean(),
  expected: policyShape,
  actual,
});

const planChangeFields = {
  action: z.enum(["close", "open"]),
  direction,
  protocol,
  ports,
  who,
  label: line,
  services: list(serviceId),
  conditions: list(condition),
  entry: portEntryShape.nullable(),
  reason: line,
};

export const planChange = object(planChangeFields);

export const firewallPlanShape = object({
  title: label,
  from: release.nullable(),
  to: release,
  requested: object({ from: releaseNumber.nullable(), to: releaseNumber }),
  pages: object({ from: releaseNumber, to: releaseNumber }).nullable(),
  coverage: object({ from: coverage.nullable(), to: coverage }),
  changes: list(planChange),
  closable: list(planChange),
  spared: list(object({ ...planChangeFields, why: line })),
  kept: list(z.string()),
  unknown: list(planChange),
  actual: actual.nullable(),
});

const elsewherePart = object({
  direction,
  protocol,
  family,
  isExamined: z.boolean(),
  ports: list(
    object({
      ports,
      firewall: z.enum(["closed", "open", "undetermined"]),
      isListed: z.boolean(),
      isDocumented: z.boolean(),
    }),
  ),
});

const distance = z.int().nonnegative().nullable();

export const elsewhereMatchShape = object({
  title: label,
  release,
  requested: releaseNumber,
  coverage,
  list: elsewhereListShape,
  summary: line,
  distance: object({ inbound: distance, outbound: distance }),
  parts: list(elsewherePart),
});
