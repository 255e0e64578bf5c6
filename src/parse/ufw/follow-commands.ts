import type { DefaultAction, Direction, Family, Origin } from "../../net/types.ts";
import * as limits from "../../util/limits.ts";
import type { UfwCommand, UfwRule, UfwState } from "./ruleset.ts";

/** The state after commands run on an active ufw without rules. */
export interface FollowedCommands extends UfwState {
  /** The commands that added the rules of a family, in order. */
  readonly rules: Readonly<Record<Family, readonly RuleCommand[]>>;
  /** The commands whose effect could not be determined. */
  readonly unclear: readonly UnclearCommand[];
  /** The services of `/etc/services` that the commands name. */
  readonly services: ReadonlySet<string>;
}

/** A command that adds a rule. */
type RuleCommand = Extract<UfwCommand, { readonly kind: "rule" }>;

/** A command whose effect could not be determined, and the rule it affects; `undefined` if it may affect all. */
interface UnclearCommand {
  readonly rule: UfwRule | undefined;
  readonly origin: Origin;
}

/** Applies commands in order. */
export function followUfwCommands(commands: readonly UfwCommand[]): FollowedCommands {
  const made = { ipv4: new Map<string, RuleCommand>(), ipv6: new Map<string, RuleCommand>() };
  const unclear: UnclearCommand[] = [];
  const services = new Set<string>();
  const defaults: Partial<Record<Direction, { action: DefaultAction; origin: Origin }>> = {};
  let isActive = true;
  let stated: Origin | null = null;
  for (const command of commands) {
    const { origin } = command;
    switch (command.kind) {
      case "enable":
      case "disable":
        isActive = command.kind === "enable";
        stated = origin;
        break;
      case "reset":
        isActive = false;
        stated = origin;
        made.ipv4.clear();
        made.ipv6.clear();
        break;
      case "default":
        defaults[command.direction] = { action: command.action, origin };
        break;
      case "rule": {
        const identity = identityOf(command.rule);
        for (const family of command.rule.families) {
          made[family].set(identity, command);
        }
        addServices(command.rule, services);
        break;
      }
      case "unclear":
        addUnclear(command.rule, origin, unclear);
        break;
    }
  }
  const rules = { ipv4: [...made.ipv4.values()], ipv6: [...made.ipv6.values()] };
  return { isActive, origin: stated, defaults, rules, unclear, services };
}

/**
 * Returns the identity of a rule: a later rule with the same identity and another action replaces it. The key
 * is never parsed back; JSON keeps its parts separate, and nested maps would need a dozen maps per rule.
 */
function identityOf({ direction, protocol, to, from }: UfwRule): string {
  const ends = [to, from].map(({ address, ports, app, device }) => [
    address?.text,
    ports,
    app,
    device,
  ]);
  return JSON.stringify([direction, protocol, ends]);
}

function addServices({ to, from }: UfwRule, services: Set<string>): void {
  for (const { service } of [to, from]) {
    if (service !== undefined) {
      services.add(service);
    }
  }
}

/** Adds a command with an undetermined effect, unless an earlier one already leaves everything undetermined. */
function addUnclear(rule: UfwRule | undefined, origin: Origin, unclear: UnclearCommand[]): void {
  if (!unclear.some((each) => each.rule === undefined)) {
    unclear.push({ rule: unclear.length < limits.ufwChanges ? rule : undefined, origin });
  }
}
