import { settingsInFlags } from "./in-flags.ts";

/** Replaces the settings that the comments above a script recommend with the flags of the command. */
export function scriptInFlags(script: string): string {
  return script.replaceAll(/^# (?:WARNING: |not in this script).*$/gm, settingsInFlags);
}
