/** Returns why ports are qualified, without the words that a finding says once: `ipset bans, line 6`. */
export function withoutPhrase(reason: string): string {
  return (
    /^(?:limited|may be closed to some|may be open to some) \((.*)\)$/u.exec(reason)?.[1] ?? reason
  );
}
