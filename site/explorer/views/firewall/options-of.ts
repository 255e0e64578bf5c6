import type { PolicyAddition } from "cpanel-ports";
import type { FirewallOptions } from "../../../worker/tasks/render-firewall.ts";
import { ftpPassive } from "./read-settings.ts";
import type { AddedPort, Settings } from "./settings.ts";
import { wordsIn } from "./words-in.ts";

/** Returns the options for the settings. Invalid input stays unchanged, for the package to reject. */
export function optionsOf(settings: Settings): FirewallOptions {
  const { services, conditions, os } = settings;
  const omit = [...settings.omit, ...wordsIn(settings.moreOmit)];
  const replace = withWords(settings.replace, portOf);
  const allowFrom = withWords(settings.allowFrom, (word) => word);
  const add = [
    ...givenPorts(settings.add).map(additionOf),
    ...(settings.ftpPassive ? ([ftpPassive] as const) : []),
  ];
  const isStated = conditions === "all" || Object.keys(conditions).length > 0;
  return {
    ...(services && { services: [...services, ...wordsIn(settings.moreServices)] }),
    ...(omit.length > 0 && { omit }),
    ...(Object.keys(replace).length > 0 && { replace }),
    ...(add.length > 0 && { add }),
    ...(settings.preferTls && { preferTls: true }),
    ...(settings.outbound === "needed" && { outbound: "needed" }),
    ...(os !== "" && { os }),
    ...(isStated && { conditions }),
    ...(Object.keys(allowFrom).length > 0 && { allowFrom }),
  };
}

/** The added ports, without rows that are still empty. */
export function givenPorts(added: readonly AddedPort[]): readonly AddedPort[] {
  return added.filter(({ ports }) => ports.trim() !== "");
}

/** The default purpose of an addition. */
export const defaultLabel = "Added port";

function withWords<T>(
  values: Readonly<Record<string, string>>,
  read: (word: string) => T,
): Readonly<Record<string, T | readonly T[]>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, text]) => {
      const [first, ...others] = wordsIn(text).map(read);
      return first === undefined ? [] : [[key, others.length > 0 ? [first, ...others] : first]];
    }),
  );
}

function portOf(word: string): number {
  return /^\d+$/.test(word) ? Number(word) : (word as unknown as number);
}

function additionOf({ ports, protocol, direction, label }: AddedPort): PolicyAddition {
  const [, from, through] = /^\s*(\d+)\s*-\s*(\d+)\s*$/.exec(ports) ?? [];
  return {
    ports:
      from === undefined ? portOf(ports.trim()) : { from: Number(from), through: Number(through) },
    protocol,
    ...(direction === "outbound" && { direction }),
    label: label === "" ? defaultLabel : label,
  };
}
