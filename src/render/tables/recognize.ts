import type { FirewallAudit, FirewallPlan } from "../../audit/types.ts";
import type { AnyEntry } from "../../dataset/own-entry.ts";
import { InvalidOptionError } from "../../errors.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import type { ReleaseDiff } from "../../query/diff-releases.ts";
import { rememberedIfFrozen } from "../../util/remembered-if-frozen.ts";
import type { FailedAudit, NamedAudit } from "../audited-servers.ts";
import { shapes } from "./shapes.ts";

/**
 * Everything that can be shown as a table: documented or custom ports, a diff, a policy, an exposure, an audit, the named
 * audits of several servers, or a plan.
 */
export type Renderable =
  | readonly AnyEntry[]
  | ReleaseDiff
  | PolicyOrExposure
  | FirewallAudit
  | readonly (FailedAudit | NamedAudit)[]
  | FirewallPlan;

/** An input with its kind. */
export type Recognized =
  | { readonly kind: "ports"; readonly input: readonly AnyEntry[] }
  | { readonly kind: "diff"; readonly input: ReleaseDiff }
  | { readonly kind: "policy"; readonly input: PolicyOrExposure }
  | { readonly kind: "audit"; readonly input: FirewallAudit }
  | { readonly kind: "audits"; readonly input: readonly (FailedAudit | NamedAudit)[] }
  | { readonly kind: "plan"; readonly input: FirewallPlan };

/**
 * Determines the kind of an input, and checks the fields that tables need.
 *
 * @throws {@link InvalidOptionError} when the input cannot be shown as a table
 */
export function recognize(input: Renderable, kinds?: readonly Recognized["kind"][]): Recognized {
  const kind = kindOf(input);
  if (kind === undefined || (kinds && !kinds.some((each) => each === kind))) {
    throw new InvalidOptionError(`the input is of type ${input === null ? input : typeof input}`, {
      field: "input",
      input,
      expected: kinds?.join(", ") ?? "ports, a diff, a policy, an exposure, audits or a plan",
    });
  }
  return { kind, input } as Recognized;
}

const kindOf = rememberedIfFrozen(
  (input: Renderable) => Object.entries(shapes()).find(([, holds]) => holds(input))?.[0],
);
