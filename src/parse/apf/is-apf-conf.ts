/** Tells whether an input has settings of APF; it is a list of hosts otherwise. */
export function isApfConf(text: string): boolean {
  return /^[ \t]*[A-Z][A-Z\d_]+=/m.test(text);
}
