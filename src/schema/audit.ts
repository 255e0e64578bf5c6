import * as z from "zod/v4";
import { findingRules } from "../audit/finding-rules.ts";
import { list, object } from "./build.ts";
import { releaseNumber } from "./curated.ts";
import { condition, coverage, portEntryShape, release, serviceId } from "./dataset.ts";
import { direction, family, protocol } from "./net.ts";
import { label } from "./page.ts";
import { exposureShape, line, listenerExposureShape, policyShape, ports, who } from "./policy.ts";

export const finding = object({
  kind: z.enum(["extra", "missing", "narrower", "unknown", "wider"]),
  severity: z.enum(["error", "info", "warning"]),
  rule: z.enum(
    Object.keys(findingRules) as [keyof typeof findingRules, ...(keyof typeof findingRules)[]],
  ),
  direction,
  protocol,
  ports,
  expected: who.nullable(),
  actual: who.nullable(),
  difference: who,
  label: line,
  services: list(serviceId),
  conditions: list(condition),
  entry: portEntryShape.nullable(),
  since: release.nullable(),
  text: line,
  reasons: list(z.string()),
});

const actual = policyShape.or(listenerExposureShape).or(exposureShape);

export const firewallAuditShape = object({
  release,
  requested: releaseNumber,
  coverage,
  verdict: z.enum(["differs", "fits", "unknown"]),
  expected: policyShape,
  actual,
  diff: object({
    families: list(family),
    missing: list(finding),
    extra: list(finding),
    narrower: list(finding),
    wider: list(finding),
    unknown: list(finding),
  }),
});

export const planChange = object({
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
});

export const firewallPlanShape = object({
  title: label,
  from: release.nullable(),
  to: release,
  requested: object({ from: releaseNumber.nullable(), to: releaseNumber }),
  pages: object({ from: releaseNumber, to: releaseNumber }).nullable(),
  coverage: object({ from: coverage.nullable(), to: coverage }),
  changes: list(planChange),
  unknown: list(planChange),
  actual: actual.nullable(),
});
