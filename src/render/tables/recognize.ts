import type { FirewallAudit, FirewallPlan } from "../../audit/types.ts";
import type { AnyEntry } from "../../dataset/own-entry.ts";
import { InvalidOptionError } from "../../errors.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import type { ReleaseDiff } from "../../query/diff-releases.ts";
import { rememberedIfFrozen } from "../../util/remembered-if-frozen.ts";
import { shapes } from "./shapes.ts";

/**
 * What can be shown as a table: ports, documented or one's own, a difference between releases, a policy, an exposure, an audit
 * or a plan.
 */
export type Renderable =
  | readonly AnyEntry[]
  | ReleaseDiff
  | PolicyOrExposure
  | FirewallAudit
  | FirewallPlan;

/** An input by its kind. */
export type Recognized =
  | { readonly kind: "ports"; readonly input: readonly AnyEntry[] }
  | { readonly kind: "diff"; readonly input: ReleaseDiff }
  | { readonly kind: "policy"; readonly input: PolicyOrExposure }
  | { readonly kind: "audit"; readonly input: FirewallAudit }
  | { readonly kind: "plan"; readonly input: FirewallPlan };

/**
 * Tells what an input is, and checks that it has what tables take from it.
 *
 * @throws {@link InvalidOptionError} for what cannot be shown as a table
 */
export function recognize(input: Renderable, kinds?: readonly Recognized["kind"][]): Recognized {
  const kind = kindOf(input);
  if (kind === undefined || (kinds && !kinds.some((each) => each === kind))) {
    throw new InvalidOptionError(`the input is of type ${input === null ? input : typeof input}`, {
      field: "input",
      input,
      expected: kinds?.join(", ") ?? "ports, a diff, a policy, an exposure, an audit or a plan",
    });
  }
  return { kind, input } as Recognized;
}

const kindOf = rememberedIfFrozen(
  (input: Renderable) => Object.entries(shapes()).find(([, holds]) => holds(input))?.[0],
);
