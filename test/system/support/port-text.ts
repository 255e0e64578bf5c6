/** Ports whose names in /etc/services are those of both protocols. */
const names: ReadonlyMap<number, string> = new Map([
  [53, "domain"],
  [111, "sunrpc"],
]);

/** A port by its name, if it has one for both protocols. */
export function portText(port: number): string {
  return names.get(port) ?? `${port}`;
}
