import type { HostListKind } from "../host-lists.ts";

/** What lists of CSF and APF do, by the names of their files. */
export const listKinds: ReadonlyMap<string, HostListKind> = new Map([
  ["csf.allow", "allow"],
  ["csf.deny", "deny"],
  ["allow_hosts.rules", "allow"],
  ["deny_hosts.rules", "deny"],
]);
