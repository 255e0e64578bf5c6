import type { DefaultAction, Direction, Origin } from "../../net/types.ts";
import { limits } from "../../util/limits.ts";
import type { UfwCommand, UfwRule, UfwState } from "./ruleset.ts";

/** What commands make of a ufw that is active and has no rules. */
export interface FollowedCommands extends UfwState {
  readonly rules: readonly Statement[];
  /** The commands whose effect is not followed. */
  readonly unclear: readonly UnclearCommand[];
  /** The services of `/etc/services` that they name. */
  readonly services: ReadonlySet<string>;
}

/** A rule, and the command that made it. */
interface Statement {
  readonly rule: UfwRule;
  readonly origin: Origin;
}

/** A command whose effect is not followed, and the rules it is about; `undefined` if it may be about all. */
interface UnclearCommand {
  readonly rules: readonly UfwRule[] | undefined;
  readonly origin: Origin;
}

/** Follows commands one after the other. */
export function followUfwCommands(commands: readonly UfwCommand[]): FollowedCommands {
  const rules = new Map<string, Statement>();
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
        rules.clear();
        break;
      case "default":
        defaults[command.direction] = { action: command.action, origin };
        break;
      case "rule":
        for (const rule of command.rules) {
          rules.set(identityOf(rule), { rule, origin });
          addServices(rule, services);
        }
        break;
      case "unclear":
        addUnclear(command.rules, origin, unclear);
        break;
    }
  }
  return { isActive, origin: stated, defaults, rules: [...rules.values()], unclear, services };
}

/**
 * Returns by what ufw knows a rule: one with another action takes the place of the one before. It is a
 * key that is never taken apart, in which JSON keeps the parts separate; nested maps would take a dozen
 * maps for each rule.
 */
function identityOf({ direction, family, protocol, to, from }: UfwRule): string {
  const ends = [to, from].map(({ address, ports, app, device }) => [
    address?.text,
    ports,
    app,
    device,
  ]);
  return JSON.stringify([direction, family, protocol, ends]);
}

function addServices({ to, from }: UfwRule, services: Set<string>): void {
  for (const { service } of [to, from]) {
    if (service !== undefined) {
      services.add(service);
    }
  }
}

/** Adds a command that is not followed, unless one before leaves everything undetermined anyway. */
function addUnclear(
  rules: readonly UfwRule[] | undefined,
  origin: Origin,
  unclear: UnclearCommand[],
): void {
  if (!unclear.some((each) => each.rules === undefined)) {
    unclear.push({ rules: unclear.length < limits.ufwChanges ? rules : undefined, origin });
  }
}
