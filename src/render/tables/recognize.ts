import type { FirewallAudit, FirewallPlan } from "../../audit/types.ts";
import type { PortEntry } from "../../dataset/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import type { ReleaseDiff } from "../../query/diff-releases.ts";
import { shapes } from "./shapes.ts";

/**
 * What can be shown as a table: ports, a difference between releases, a policy, an exposure, an audit
 * or a plan.
 */
export type Renderable =
  | readonly PortEntry[]
  | ReleaseDiff
  | PolicyOrExposure
  | FirewallAudit
  | FirewallPlan;

/** An input by its kind. */
export type Recognized =
  | { readonly kind: "ports"; readonly input: readonly PortEntry[] }
  | { readonly kind: "diff"; readonly input: ReleaseDiff }
  | { readonly kind: "policy"; readonly input: PolicyOrExposure }
  | { readonly kind: "audit"; readonly input: FirewallAudit }
  | { readonly kind: "plan"; readonly input: FirewallPlan };

/**
 * Tells what an input is, and checks that it has what tables take from it.
 *
 * @throws {@link InvalidOptionError} for what cannot be shown as a table
 */
export function recognize(input: Renderable): Recognized {
  const [kind] = Object.entries(shapes()).find(([, holds]) => holds(input)) ?? [];
  if (kind === undefined) {
    throw new InvalidOptionError(`the input is of type ${input === null ? input : typeof input}`, {
      field: "input",
      input,
      expected: "ports, a diff, a policy, an exposure, an audit or a plan",
    });
  }
  return { kind, input } as Recognized;
}
