/** Strips the leading phrase that a finding already contains: `ipset bans, line 6`. */
export function withoutPhrase(reason: string): string {
  return (
    /^(?:limited|may be closed to some|may be open to some|open from source ports) \((.*)\)$/u.exec(
      reason,
    )?.[1] ?? reason
  );
}
