import type { HostListKind } from "../host-lists.ts";

/** The kinds of CSF and APF lists, by file name. */
export const listKinds: ReadonlyMap<string, HostListKind> = new Map([
  ["csf.allow", "allow"],
  ["csf.deny", "deny"],
  ["allow_hosts.rules", "allow"],
  ["deny_hosts.rules", "deny"],
]);
