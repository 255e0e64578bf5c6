import type { Action, Chain, Rule } from "../../packet-filter/model.ts";
import { ascending } from "../../util/ascending.ts";
import { excerpt } from "../../util/excerpt.ts";
import { groupBy } from "../../util/group-by.ts";
import type { CompileContext } from "./context.ts";
import { objectRules } from "./object-rules.ts";
import { rulesToZone } from "./rules-to-zone.ts";
import type { PolicyObject, Zone } from "./ruleset.ts";
import { targetRules } from "./target-rules.ts";

/** The policy objects to compile, and how to compile them. */
export interface PolicyStep {
  readonly policies: readonly PolicyObject[];
  /** The end with the zones of the remote machine. */
  readonly end: "egress" | "ingress";
  readonly compile: (policy: PolicyObject, context: CompileContext) => readonly Rule[];
}

/** A policy object and its rules. */
interface Compiled {
  readonly policy: PolicyObject;
  readonly rules: readonly Rule[];
}

/**
 * Compiles policy objects in the order of their priorities: into a jump to one chain shared by all zones, or into
 * nothing.
 */
export function policyRules(
  { policies, end, compile }: PolicyStep,
  zones: readonly Zone[],
  context: CompileContext,
): readonly Rule[] {
  const compiled = policies
    .map((policy): Compiled => ({ policy, rules: compile(policy, context) }))
    .filter(({ rules }) => rules.length > 0)
    .sort(
      ({ policy: a }, { policy: b }) =>
        a.priority - b.priority || ascending(a.name ?? "", b.name ?? ""),
    );
  const rules = [...groupBy(compiled, ({ policy }) => policy.priority).values()].flatMap(
    (equals) => {
      const isOrdered = hasOrder(equals, end);
      return equals.flatMap(({ policy, rules }) => {
        const chain: Chain = { name: policy.name ?? policy.kind, rules };
        return rulesToPolicy(policy, end, { kind: "jump", chain }, isOrdered, zones, context);
      });
    },
  );
  return rules.length === 0
    ? []
    : [{ match: {}, action: { kind: "jump", chain: { name: "policies", rules } }, origin: null }];
}

/** Compiles the settings and the target of a policy object. */
export function settingsRules(policy: PolicyObject, context: CompileContext): readonly Rule[] {
  return [...objectRules(policy, context), ...targetRules(policy, context.notes)];
}

/** Returns whether the order of policy objects with the same priority is known or irrelevant. */
function hasOrder(equals: readonly Compiled[], end: PolicyStep["end"]): boolean {
  return (
    equals.length === 1 ||
    equals.every(({ policy }) => policy.name !== undefined && isForAll(policy, end)) ||
    new Set(equals.flatMap(({ rules }) => rules.map(({ action }) => action.kind))).size === 1
  );
}

/** Returns whether firewalld applies a policy object from the start, instead of when a zone comes into use. */
function isForAll(policy: PolicyObject, end: PolicyStep["end"]): boolean {
  return policy[end].some(({ name }) => name === "ANY");
}

function rulesToPolicy(
  policy: PolicyObject,
  end: PolicyStep["end"],
  action: Action,
  isOrdered: boolean,
  zones: readonly Zone[],
  context: CompileContext,
): readonly Rule[] {
  const { notes } = context;
  return policy[end].flatMap(({ name, origin }): readonly Rule[] => {
    const zone = zones.find((each) => each.name === name);
    if (name === "ANY" || name === "HOST") {
      const doubt = isOrdered
        ? undefined
        : notes.doubt(
            "order",
            policy.origin,
            "the input does not show the order of policy objects with the same priority",
          );
      return [{ match: { doubt }, action, origin }];
    }
    if (zone === undefined) {
      const doubt = notes.doubt(
        "not-declared",
        origin,
        `zone ${excerpt(name)} is not in the input`,
      );
      return [{ match: { doubt }, action, origin }];
    }
    const dependsOn = isOrdered ? undefined : "the order of the policy objects";
    return rulesToZone(zone, action, { dependsOn, withInterfaces: true }, context);
  });
}
