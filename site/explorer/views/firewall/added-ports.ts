import type { AddedPort, Settings } from "./settings.ts";
import { whoOf } from "./who-of.ts";
import { without } from "./without.ts";

const newPort: AddedPort = { ports: "", protocol: "tcp", direction: "inbound", label: "" };

/** Adds a row for a custom port. */
export function withNewPort(settings: Settings): Settings {
  return { ...settings, add: [...settings.add, newPort] };
}

/** Changes a row; its allowed sources move with its ports. */
export function withChangedPort(
  settings: Settings,
  index: number,
  changed: Partial<AddedPort>,
): Settings {
  const before = settings.add[index] ?? newPort;
  const after = { ...before, ...changed };
  const who = whoOf(settings, before.ports);
  const allowFrom = without(settings.allowFrom, before.ports);
  const isReached = who !== "" && after.direction === "inbound" && after.ports !== "";
  return {
    ...settings,
    add: settings.add.map((each, at) => (at === index ? after : each)),
    allowFrom: isReached ? { ...allowFrom, [after.ports]: who } : allowFrom,
  };
}

/** Removes a row and the allowed sources of its ports. */
export function withoutPort(settings: Settings, index: number): Settings {
  const ports = settings.add[index]?.ports ?? "";
  return {
    ...settings,
    add: settings.add.filter((_, at) => at !== index),
    allowFrom: without(settings.allowFrom, ports),
  };
}
