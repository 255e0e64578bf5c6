/** Ports with the same name for both protocols in /etc/services. */
const names: ReadonlyMap<number, string> = new Map([
  [53, "domain"],
  [111, "sunrpc"],
]);

/** Returns the name of a port, if it has one for both protocols. */
export function portText(port: number): string {
  return names.get(port) ?? `${port}`;
}
