import type { HostListKind } from "../host-lists.ts";

/** The kind of list that the comment at its top states. */
export interface ApfHeading {
  readonly kind: HostListKind;
  /** Whether it is a list that APF downloads or empties. */
  readonly isGlobal: boolean;
}

/** Finds the heading of a list: APF's own or the one that renderApfAllow writes. */
export function findHeading(lines: readonly string[]): ApfHeading | undefined {
  for (const line of lines) {
    const [, prefix, kind] = /^#+\s*(glob_)?(allow|deny)_hosts\b/.exec(line.trim()) ?? [];
    if (kind !== undefined) {
      return { kind: kind as HostListKind, isGlobal: prefix !== undefined };
    }
    if (/^#.* written by cpanel-ports$/.test(line.trim())) {
      return { kind: "allow", isGlobal: false };
    }
  }
  return undefined;
}
