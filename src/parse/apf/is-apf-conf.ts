/** Returns whether an input contains APF settings; otherwise it is a host list. */
export function isApfConf(text: string): boolean {
  return /^[ \t]*[A-Z][A-Z\d_]+=/m.test(text);
}
