import type { BaseChain, Chain, Doubt, Rule } from "../../packet-filter/model.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import type { CompileContext } from "./context.ts";
import { forwardRules } from "./forward-rules.ts";
import { objectRules } from "./object-rules.ts";
import { type PolicyStep, policyRules, settingsRules } from "./policy-rules.ts";
import { rulesToZone } from "./rules-to-zone.ts";
import type { PolicyObject, Zone } from "./ruleset.ts";
import { targetRules } from "./target-rules.ts";
import type { ZonesInUse } from "./zones-in-use.ts";

/** Compiles the chain of inbound connections: the zone of their source or interface decides. */
export function inboundChain(
  zones: readonly Zone[],
  inUse: ZonesInUse,
  policies: readonly PolicyObject[],
  context: CompileContext,
): BaseChain {
  const around = aroundZones(zones, policies, context);
  const chains = new Map<Zone, Chain>();
  const chainOf = (zone: Zone): Chain => {
    const chain = chains.get(zone) ?? zoneChain(zone, around, context);
    chains.set(zone, chain);
    return chain;
  };
  const dependsOn = inUse.isOrdered ? undefined : "the order of the zones";
  const bySource = inUse.bySource.flatMap((zone) =>
    rulesToZone(
      zone,
      { kind: "goto", chain: chainOf(zone) },
      { dependsOn, withInterfaces: false },
      context,
    ),
  );
  const last = inUse.byInterface.at(-1);
  const byInterface = inUse.byInterface.map(
    (zone): Rule => ({
      match: { doubt: zone === last ? undefined : whichZone(zone, inUse, context) },
      action: { kind: "goto", chain: chainOf(zone) },
      origin: zone.origin,
    }),
  );
  const rest = last
    ? []
    : [...around.forwards, ...around.before, undeterminedRule(noZone(zones, context))];
  return {
    name: "inbound",
    rules: [...bySource, ...byInterface, ...rest],
    policy: "drop",
    origin: null,
  };
}

/** The rules of policy objects before and after the settings of each zone. */
interface AroundZone {
  readonly forwards: readonly Rule[];
  readonly before: readonly Rule[];
  readonly after: readonly Rule[];
}

function aroundZones(
  zones: readonly Zone[],
  policies: readonly PolicyObject[],
  context: CompileContext,
): AroundZone {
  const toHost = policies.filter(({ egress }) => egress.some(({ name }) => name === "HOST"));
  const rules = (step: Omit<PolicyStep, "end">) =>
    policyRules({ ...step, end: "ingress" }, zones, context);
  return {
    forwards: rules({
      policies: policies.filter(({ ingress }) => ingress.every(({ name }) => name !== "HOST")),
      compile: forwardRules,
    }),
    before: rules({
      policies: toHost.filter(({ priority }) => priority < 0),
      compile: settingsRules,
    }),
    after: rules({
      policies: toHost.filter(({ priority }) => priority >= 0),
      compile: settingsRules,
    }),
  };
}

function zoneChain(
  zone: Zone,
  { forwards, before, after }: AroundZone,
  context: CompileContext,
): Chain {
  return {
    name: zone.name ?? zone.kind,
    rules: [
      ...forwards,
      ...forwardRules(zone, context),
      ...before,
      ...objectRules(zone, context),
      ...after,
      ...targetRules(zone, context.notes),
    ],
  };
}

/** Returns the doubt whether connections belong to one of several zones. */
function whichZone(
  { origin }: Zone,
  { byInterface }: ZonesInUse,
  { notes }: CompileContext,
): Doubt {
  const reason = byInterface.some(({ interfaces }) => interfaces.length > 0)
    ? "the zone of a connection depends on its interface"
    : "the input does not show which zone is the default; use the output of firewall-cmd --list-all-zones";
  return notes.doubt("scope", origin, reason);
}

/** Returns the doubt about connections in none of the zones. */
function noZone(zones: readonly Zone[], { notes }: CompileContext): Doubt {
  const reason =
    zones.length === 0
      ? "the input has no zone"
      : "the input has no zone that applies to all addresses";
  notes.add("unknown", "incomplete", { input: 0, line: null }, reason);
  return { kind: "not-understood", reason, origin: null };
}
