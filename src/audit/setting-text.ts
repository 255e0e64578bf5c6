/** Returns the setting of a key of an option: `allowFrom: { "ssh": ["198.51.100.7"] }`. */
export function settingText(option: string, key: string, value: unknown): string {
  return `${option}: { ${JSON.stringify(key)}: ${JSON.stringify(value).replaceAll('","', '", "')} }`;
}
