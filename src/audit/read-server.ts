import { refusal } from "../errors.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import { isPort } from "../util/is-port.ts";
import { areListeners } from "./are-listeners.ts";
import type { AuditOptions } from "./types.ts";

/** Facts about a server: what listens on it, and where SSH listens. */
export type Server = Pick<AuditOptions, "listeners" | "ssh">;

/**
 * Validates that facts about a server come from the parsers.
 *
 * @throws {@link InvalidOptionError} otherwise
 */
export function readServer({ listeners, ssh }: Server): Server {
  if (listeners !== undefined && !areListeners(listeners)) {
    throw refusal("listeners", listeners, [], "the result of parseListeners");
  }
  if (ssh !== undefined && !areSshListeners(ssh)) {
    throw refusal("ssh", ssh, [], "the result of parseSshd");
  }
  return { listeners, ssh };
}

function areSshListeners(value: unknown): boolean {
  return (
    isPlainObject(value) &&
    typeof value.isComplete === "boolean" &&
    Array.isArray(value.listeners) &&
    value.listeners.every(
      (each) => isPlainObject(each) && isPort(each.port) && Array.isArray(each.families),
    )
  );
}
